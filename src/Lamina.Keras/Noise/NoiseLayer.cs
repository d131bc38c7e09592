using Lamina.NN;

namespace Lamina.Keras;

/// <summary>A layer that changes its input at random in training, and passes it on in evaluation. The shape is kept.</summary>
public abstract class NoiseLayer : KerasLayer
{
    private protected NoiseLayer(Generator? generator, Shape? inputShape)
        : base(inputShape) => Generator = generator;

    /// <summary>The source of random numbers; null for <see cref="Generator.Default"/>.</summary>
    private protected Generator? Generator { get; }

    private protected override bool HasWeights => false;

    /// <inheritdoc/>
    public override Shape OutputShapeOf(Shape input) => input;

    private protected sealed override Tensor Apply(Tensor x) => IsTraining ? Disturb(x) : x;

    private protected abstract Tensor Disturb(Tensor x);
}
