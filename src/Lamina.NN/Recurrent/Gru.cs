namespace Lamina.NN;

/// <summary>
/// Gated recurrent units: r, z = σ of Wᵢₕ·x + bᵢₕ + Wₕₕ·h + bₕₕ; n = tanh(Wᵢₙ·x + bᵢₙ + r·(Wₕₙ·h + bₕₙ)), with rows in the order
/// r, z, n; h' = (1 − z)·n + z·h.
/// Shape: [steps, batch, in] → [steps, batch, directions · hidden], or with batch and steps exchanged if batch-first.
/// </summary>
/// <remarks>
/// As <c>torch.nn.GRU</c>. Source: Cho and others, Learning phrase representations using RNN encoder–decoder (2014), with the
/// reset gate behind the product.
/// </remarks>
public sealed class Gru : RecurrentLayer<Tensor>
{
    /// <summary>Makes layers with random weights.</summary>
    /// <param name="inputSize">Features of the input at a step.</param>
    /// <param name="hiddenSize">Units of a layer in one direction.</param>
    /// <param name="layers">Layers on top of one another.</param>
    /// <param name="bias">False to leave both b out.</param>
    /// <param name="batchFirst">True for [batch, steps, in].</param>
    /// <param name="dropout">In training, probability of 0 for outputs of all layers but the last.</param>
    /// <param name="bidirectional">True to run each layer also from the last step to the first.</param>
    /// <param name="generator">The source of dropout's random numbers; <see cref="Generator.Default"/> if null.</param>
    /// <exception cref="ShapeException">A size is below 1.</exception>
    /// <exception cref="NumericException">Dropout is no probability.</exception>
    public Gru(
        int inputSize, int hiddenSize, int layers = 1, bool bias = true, bool batchFirst = false,
        double dropout = 0, bool bidirectional = false, Generator? generator = null)
        : base(3, inputSize, hiddenSize, layers, bias, batchFirst, dropout, bidirectional, generator)
    {
    }

    private protected override bool BiasStaysWithProduct => true;

    /// <inheritdoc/>
    protected override RecurrentOutput<Tensor> Compute(RecurrentInput<Tensor> x)
    {
        (Tensor output, Tensor[] states) = RunLayers(x.Sequence, [x.State], x.Lengths);
        return new(output, states[0]);
    }

    private protected override Tensor HiddenOf(Tensor state) => state;

    private protected override Tensor[] Run(Tensor gates, Tensor weight, Tensor? bias, Tensor? projection, Tensor[] state, Tensor? lengths, bool reverse)
    {
        (Tensor output, Tensor hidden) = gates.GruSequence(weight, bias ?? Tensor.Zeros([weight.Shape[0]], weight.DType), state[0], lengths, reverse);
        return [output, hidden];
    }
}
