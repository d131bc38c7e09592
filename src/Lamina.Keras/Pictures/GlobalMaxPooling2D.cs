namespace Lamina.Keras;

/// <summary>The largest element of each channel over the picture. Shape: [N, height, width, channels] → [N, channels]. DType: floating point.</summary>
/// <remarks>As Keras' <c>GlobalMaxPooling2D</c>.</remarks>
/// <param name="inputShape">The shape of a sample, [height, width, channels], for a first layer.</param>
public sealed class GlobalMaxPooling2D(Shape? inputShape = null) : GlobalPoolingLayer(inputShape)
{
    private protected override int Axes => 2;

    private protected override Tensor Apply(Tensor x) => x.Amax(Inner);
}
