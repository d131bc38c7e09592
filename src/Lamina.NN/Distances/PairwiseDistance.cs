namespace Lamina.NN;

/// <summary>The p-norm of the difference of the vectors of two tensors along the last axis: ‖a − b + ε‖ₚ. Shape: broadcast, without that axis.</summary>
/// <remarks>As <c>torch.nn.PairwiseDistance</c>, whose ε is added to every difference. DType: floating point.</remarks>
/// <param name="p">The order of the norm. 2 by default.</param>
/// <param name="epsilon">ε, which keeps the gradient of equal vectors finite. 1e-6 by default.</param>
/// <param name="keepDims">True to keep the axis with size 1.</param>
public sealed class PairwiseDistance(double p = 2, double epsilon = 1e-6, bool keepDims = false) : Module<Tensor, Tensor, Tensor>
{
    /// <summary>The order of the norm.</summary>
    public double P { get; } = p;

    /// <summary>ε.</summary>
    public double Epsilon { get; } = epsilon;

    /// <summary>Whether the axis is kept with size 1.</summary>
    public bool KeepDims { get; } = keepDims;

    /// <inheritdoc/>
    public override Tensor Forward(Tensor first, Tensor second) => (first - second + Epsilon).Norm(P, [-1], KeepDims);
}
