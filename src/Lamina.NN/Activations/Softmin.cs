namespace Lamina.NN;

/// <summary>exp(−x) / Σ exp(−x) along an axis: positive, with sum 1, the least element largest. Shape: any, kept. DType: floating point.</summary>
/// <remarks>As <c>torch.nn.Softmin</c>.</remarks>
/// <param name="axis">The axis along which values sum to 1.</param>
public sealed class Softmin(int axis = -1) : Layer<Tensor, Tensor>
{
    /// <summary>The axis along which values sum to 1.</summary>
    public int Axis { get; } = axis;

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => (-x).Softmax(Axis);
}
