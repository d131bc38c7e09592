namespace Lamina.NN;

/// <summary>
/// One step of a simple recurrent layer: h' = a(Wᵢₕ·x + bᵢₕ + Wₕₕ·h + bₕₕ). Shape: [batch, in] and [batch, hidden] → [batch, hidden], also without batch.
/// </summary>
/// <remarks>As <c>torch.nn.RNNCell</c>, which knows no sigmoid. Source: Elman, Finding structure in time (1990).</remarks>
/// <param name="inputSize">Features of the input.</param>
/// <param name="hiddenSize">Units.</param>
/// <param name="bias">False to leave both b out.</param>
/// <param name="activation">a.</param>
/// <exception cref="ShapeException">A size is below 1.</exception>
public sealed class RnnCell(int inputSize, int hiddenSize, bool bias = true, RnnActivation activation = RnnActivation.Tanh) : CellLayer<Tensor>(1, inputSize, hiddenSize, bias)
{
    /// <summary>a.</summary>
    public RnnActivation Activation { get; } = activation;

    /// <inheritdoc/>
    protected override Tensor Compute(CellInput<Tensor> x)
    {
        Tensor gates = Gates(x.Input, BiasIH is null ? null : BiasIH.Value + BiasHH!.Value);
        return After(x.Input, gates.RnnSequence(WeightHH, Before(x.Input, x.State), Activation).Hidden);
    }
}
