namespace Lamina.NN;

/// <summary>
/// One step of long short-term memory, with the formulas of <see cref="Lstm"/>. Shape: [batch, in] and states of [batch, hidden] → states of
/// [batch, hidden], also without batch.
/// </summary>
/// <remarks>As <c>torch.nn.LSTMCell</c>. Source: Hochreiter and Schmidhuber, Long short-term memory (1997).</remarks>
/// <param name="inputSize">Features of the input.</param>
/// <param name="hiddenSize">Units.</param>
/// <param name="bias">False to leave both b out.</param>
/// <exception cref="ShapeException">A size is below 1.</exception>
public sealed class LstmCell(int inputSize, int hiddenSize, bool bias = true) : CellLayer<LstmState>(4, inputSize, hiddenSize, bias)
{
    /// <inheritdoc/>
    protected override LstmState Compute(CellInput<LstmState> x)
    {
        Tensor gates = Gates(x.Input, BiasIH is null ? null : BiasIH.Value + BiasHH!.Value);
        (_, Tensor hidden, Tensor cell) = gates.LstmSequence(WeightHH, Before(x.Input, x.State?.Hidden), Before(x.Input, x.State?.Cell));
        return new(After(x.Input, hidden), After(x.Input, cell));
    }
}
