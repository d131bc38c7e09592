namespace Lamina.Keras;

/// <summary>The mean of each channel over the picture. Shape: [N, height, width, channels] → [N, channels]. DType: floating point.</summary>
/// <remarks>As Keras' <c>GlobalAveragePooling2D</c>.</remarks>
/// <param name="inputShape">The shape of a sample, [height, width, channels], for a first layer.</param>
public sealed class GlobalAveragePooling2D(Shape? inputShape = null) : PictureLayer(inputShape)
{
    private protected override bool HasWeights => false;

    private protected override Tensor Apply(Tensor x) => x.Mean([1, 2]);
}
