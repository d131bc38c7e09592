namespace Lamina.NN;

/// <summary>
/// One step of gated recurrent units, with the formulas of <see cref="Gru"/>. Shape: [batch, in] and [batch, hidden] → [batch, hidden], also without batch.
/// </summary>
/// <remarks>As <c>torch.nn.GRUCell</c>. Source: Cho and others, Learning phrase representations using RNN encoder–decoder (2014).</remarks>
/// <param name="inputSize">Features of the input.</param>
/// <param name="hiddenSize">Units.</param>
/// <param name="bias">False to leave both b out.</param>
/// <exception cref="ShapeException">A size is below 1.</exception>
public sealed class GruCell(int inputSize, int hiddenSize, bool bias = true) : CellLayer<Tensor>(3, inputSize, hiddenSize, bias)
{
    /// <inheritdoc/>
    protected override Tensor Compute(CellInput<Tensor> x)
    {
        Tensor gates = Gates(x.Input, BiasIH?.Value);
        return After(x.Input, gates.GruSequence(WeightHH, BiasHH?.Value ?? Tensor.Zeros([3 * HiddenSize], WeightHH.DType), Before(x.Input, x.State)).Hidden);
    }
}
