namespace Lamina.NN;

/// <summary>x − ln Σ exp(x) along an axis: the logarithm of <see cref="Softmax"/>, without its underflow. Shape: any, kept. DType: floating point.</summary>
/// <remarks>As <c>torch.nn.LogSoftmax</c>.</remarks>
/// <param name="axis">The axis along which probabilities sum to 1.</param>
public sealed class LogSoftmax(int axis = -1) : Layer<Tensor, Tensor>
{
    /// <summary>The axis along which probabilities sum to 1.</summary>
    public int Axis { get; } = axis;

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => x.LogSoftmax(Axis);
}
