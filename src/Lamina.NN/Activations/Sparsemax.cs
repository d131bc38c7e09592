namespace Lamina.NN;

/// <summary>The point of the simplex that lies nearest: max(x − τ, 0) with sum 1 along an axis, so that small elements give 0. Shape: any, kept. DType: floating point.</summary>
/// <remarks>As Keras' <c>sparsemax</c>; see <see cref="Tensor.Sparsemax(int)"/>. <b>Source:</b> Martins and Astudillo, From Softmax to Sparsemax (2016).</remarks>
/// <param name="axis">The axis along which values sum to 1.</param>
public sealed class Sparsemax(int axis = -1) : Layer<Tensor, Tensor>
{
    /// <summary>The axis along which values sum to 1.</summary>
    public int Axis { get; } = axis;

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => x.Sparsemax(Axis);
}
