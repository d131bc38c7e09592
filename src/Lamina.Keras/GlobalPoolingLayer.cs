namespace Lamina.Keras;

/// <summary>A layer that makes one number of each channel, wherever it stands. Shape: [N, …, channels] → [N, channels].</summary>
public abstract class GlobalPoolingLayer : SpatialLayer
{
    private protected GlobalPoolingLayer(Shape? inputShape)
        : base(inputShape)
    {
    }

    private protected sealed override bool HasWeights => false;

    /// <summary>The axes that go, in a batch.</summary>
    private protected int[] Inner => [.. Enumerable.Range(1, Axes)];

    private protected sealed override long OutputSizeOf(int axis, long input) => input;

    /// <inheritdoc/>
    public sealed override Shape OutputShapeOf(Shape input) => [base.OutputShapeOf(input)[^1]];
}
