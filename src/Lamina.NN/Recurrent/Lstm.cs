namespace Lamina.NN;

/// <summary>
/// Long short-term memory: i, f, o = σ, g = tanh of Wᵢₕ·x + bᵢₕ + Wₕₕ·h + bₕₕ (in the order i, f, g, o); c' = f·c + i·g; h' = o·tanh c'.
/// Shape: [steps, batch, in] → [steps, batch, directions · hidden], or with batch and steps exchanged if batch-first.
/// </summary>
/// <remarks>
/// As <c>torch.nn.LSTM</c> without projections. Source: Hochreiter and Schmidhuber, Long short-term memory (1997);
/// the forget gate: Gers, Schmidhuber and Cummins (2000).
/// </remarks>
public sealed class Lstm : RecurrentLayer<LstmState>
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
    public Lstm(
        int inputSize, int hiddenSize, int layers = 1, bool bias = true, bool batchFirst = false,
        double dropout = 0, bool bidirectional = false, Generator? generator = null)
        : base(4, inputSize, hiddenSize, layers, bias, batchFirst, dropout, bidirectional, generator)
    {
    }

    /// <inheritdoc/>
    protected override RecurrentOutput<LstmState> Compute(RecurrentInput<LstmState> x)
    {
        (Tensor output, Tensor[] states) = RunLayers(x.Sequence, [x.State?.Hidden, x.State?.Cell], x.Lengths);
        return new(output, new LstmState(states[0], states[1]));
    }

    private protected override Tensor HiddenOf(LstmState state) => state.Hidden;

    private protected override Tensor[] Run(Tensor gates, Tensor weight, Tensor? bias, Tensor[] state, Tensor? lengths, bool reverse)
    {
        (Tensor output, Tensor hidden, Tensor cell) = gates.LstmSequence(weight, state[0], state[1], lengths, reverse);
        return [output, hidden, cell];
    }
}
