namespace Lamina.Keras;

/// <summary>The largest element of each channel over the sequence. Shape: [N, steps, channels] → [N, channels]. DType: floating point.</summary>
/// <remarks>As Keras' <c>GlobalMaxPooling1D</c>.</remarks>
/// <param name="inputShape">The shape of a sample, [steps, channels], for a first layer.</param>
public sealed class GlobalMaxPooling1D(Shape? inputShape = null) : GlobalPoolingLayer(inputShape)
{
    private protected override int Axes => 1;

    private protected override Tensor Apply(Tensor x) => x.Amax(Inner);
}
