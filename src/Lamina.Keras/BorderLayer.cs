namespace Lamina.Keras;

/// <summary>A layer that adds borders to its input or takes them off.</summary>
public abstract class BorderLayer : SpatialLayer
{
    private protected BorderLayer(Shape? inputShape)
        : base(inputShape)
    {
    }

    private protected sealed override bool HasWeights => false;

    private protected static int NotNegative(string layer, int amount) => amount >= 0 ? amount : throw new ShapeException($"{layer}: amounts are at least 0; got {amount}.");
}
