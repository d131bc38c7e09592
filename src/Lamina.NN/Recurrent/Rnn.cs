namespace Lamina.NN;

/// <summary>
/// Simple recurrent layers: h' = a(Wᵢₕ·x + bᵢₕ + Wₕₕ·h + bₕₕ) at each step.
/// Shape: [steps, batch, in] → [steps, batch, directions · hidden], or with batch and steps exchanged if batch-first.
/// </summary>
/// <remarks>
/// As <c>torch.nn.RNN</c>, which knows no sigmoid. Source: Elman, Finding structure in time (1990).
/// </remarks>
public sealed class Rnn : RecurrentLayer<Tensor>
{
    /// <summary>Makes layers with random weights.</summary>
    /// <param name="inputSize">Features of the input at a step.</param>
    /// <param name="hiddenSize">Units of a layer in one direction.</param>
    /// <param name="layers">Layers on top of one another.</param>
    /// <param name="activation">a.</param>
    /// <param name="bias">False to leave both b out.</param>
    /// <param name="batchFirst">True for [batch, steps, in].</param>
    /// <param name="dropout">In training, probability of 0 for outputs of all layers but the last.</param>
    /// <param name="bidirectional">True to run each layer also from the last step to the first.</param>
    /// <param name="generator">The source of dropout's random numbers; <see cref="Generator.Default"/> if null.</param>
    /// <exception cref="ShapeException">A size is below 1.</exception>
    /// <exception cref="NumericException">Dropout is no probability.</exception>
    public Rnn(
        int inputSize, int hiddenSize, int layers = 1, RnnActivation activation = RnnActivation.Tanh, bool bias = true, bool batchFirst = false,
        double dropout = 0, bool bidirectional = false, Generator? generator = null)
        : base(1, inputSize, hiddenSize, layers, bias, batchFirst, dropout, bidirectional, generator) => Activation = activation;

    /// <summary>a.</summary>
    public RnnActivation Activation { get; }

    /// <inheritdoc/>
    protected override RecurrentOutput<Tensor> Compute(RecurrentInput<Tensor> x)
    {
        (Tensor output, Tensor[] states) = RunLayers(x.Sequence, [x.State], x.Lengths);
        return new(output, states[0]);
    }

    private protected override Tensor HiddenOf(Tensor state) => state;

    private protected override Tensor[] Run(Tensor gates, Tensor weight, Tensor? bias, Tensor? projection, Tensor[] state, Tensor? lengths, bool reverse)
    {
        (Tensor output, Tensor hidden) = gates.RnnSequence(weight, state[0], Activation, lengths, reverse);
        return [output, hidden];
    }
}
