using Lamina.NN;

namespace Lamina.Keras;

/// <summary>
/// A layer applied to every step of a sequence alike. Shape: [N, steps, ..] → [N, steps, ..'], where the layer makes [N, ..'] of [N, ..]. Keys: those of <c>layer</c>.
/// </summary>
/// <remarks>As Keras' <c>TimeDistributed</c>. All steps go through the layer as one batch, so that batch normalization counts them together.</remarks>
/// <param name="layer">The layer.</param>
/// <param name="inputShape">The shape of a sample, [steps, ..], for a first layer: the layers behind it are built at once. Other samples are taken too.</param>
public sealed class TimeDistributed(Module<Tensor, Tensor> layer, Shape? inputShape = null) : Layer<Tensor, Tensor>, IInputAware
{
    /// <summary>The layer.</summary>
    public Module<Tensor, Tensor> Layer { get; } = layer;

    /// <summary>The sample that the layer was told of, in float32; null if none.</summary>
    public TensorSpec? InputSpec { get; } = inputShape is { } sample ? new TensorSpec(DType.Float32, sample) : null;

    /// <inheritdoc/>
    public override string ToString() => $"TimeDistributed({Layer})";

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        if (x.Rank < 2)
            throw new ShapeException($"{this} needs sequences [N, steps, ..]; got {x.Spec}. Add the axis of the steps with `Unsqueeze(1)`.");
        Tensor y = Layer.Call(x.Reshape([x.Shape[0] * x.Shape[1], .. x.Shape[2..]]));
        return y.Reshape([x.Shape[0], x.Shape[1], .. y.Shape[1..]]);
    }
}
