namespace Lamina.NN;

/// <summary>
/// Long short-term memory: i, f, o = σ, g = tanh of Wᵢₕ·x + bᵢₕ + Wₕₕ·h + bₕₕ (in the order i, f, g, o); c' = f·c + i·g; h' = o·tanh c'.
/// Shape: [steps, batch, in] → [steps, batch, directions · hidden], or projection in place of hidden; or with batch and steps exchanged if batch-first.
/// </summary>
/// <remarks>
/// As <c>torch.nn.LSTM</c>. With a projection h' = Wₕᵣ·(o·tanh c'), with the key <c>weight_hr_l0</c> [projection, hidden]; then h and output have the projection's size, and steps are computed op by op, which is slower. Source: Hochreiter and Schmidhuber, Long short-term memory (1997);
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
    /// <param name="projectionSize">Size of h after its projection, below the hidden size; 0 for none. PyTorch's <c>proj_size</c>.</param>
    /// <exception cref="ShapeException">A size is below 1, or the projection's not below the hidden size.</exception>
    /// <exception cref="NumericException">Dropout is no probability.</exception>
    public Lstm(
        int inputSize, int hiddenSize, int layers = 1, bool bias = true, bool batchFirst = false,
        double dropout = 0, bool bidirectional = false, Generator? generator = null, int projectionSize = 0)
        : base(4, inputSize, hiddenSize, layers, bias, batchFirst, dropout, bidirectional, generator, projectionSize)
    {
    }

    /// <summary>Size of h after its projection; 0 for none.</summary>
    public int ProjectionSize => OutputSize == HiddenSize ? 0 : OutputSize;

    /// <inheritdoc/>
    protected override RecurrentOutput<LstmState> Compute(RecurrentInput<LstmState> x)
    {
        (Tensor output, Tensor[] states) = RunLayers(x.Sequence, [x.State?.Hidden, x.State?.Cell], x.Lengths);
        return new(output, new LstmState(states[0], states[1]));
    }

    private protected override Tensor HiddenOf(LstmState state) => state.Hidden;

    private protected override Tensor[] Run(Tensor gates, Tensor weight, Tensor? bias, Tensor? projection, Tensor[] state, Tensor? lengths, bool reverse)
    {
        (Tensor output, Tensor hidden, Tensor cell) = gates.LstmSequence(weight, state[0], state[1], lengths, reverse, projection);
        return [output, hidden, cell];
    }
}
