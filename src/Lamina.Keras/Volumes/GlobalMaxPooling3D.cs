namespace Lamina.Keras;

/// <summary>The largest element of each channel over the volume. Shape: [N, depth, height, width, channels] → [N, channels]. DType: floating point.</summary>
/// <remarks>As Keras' <c>GlobalMaxPooling3D</c>.</remarks>
/// <param name="inputShape">The shape of a sample, [depth, height, width, channels], for a first layer.</param>
public sealed class GlobalMaxPooling3D(Shape? inputShape = null) : GlobalPoolingLayer(inputShape)
{
    private protected override int Axes => 3;

    private protected override Tensor Apply(Tensor x) => x.Amax(Inner);
}
