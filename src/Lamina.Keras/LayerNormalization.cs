using Lamina.NN;

namespace Lamina.Keras;

/// <summary>
/// Layer normalization over the last axis: y = (x − mean) / √(variance + ε)·γ + β of each sample. Shape: [N, .., features], kept.
/// Keys: <c>weight</c> γ, <c>bias</c> β.
/// </summary>
/// <remarks>As Keras' <c>LayerNormalization</c>. DType: floating point. Source: Ba, Kiros and Hinton, Layer Normalization (2016).</remarks>
/// <param name="epsilon">ε.</param>
/// <param name="inputShape">The shape of a sample, to build at once; null to wait for the first input.</param>
public sealed class LayerNormalization(double epsilon = 1e-3, Shape? inputShape = null) : KerasLayer(inputShape)
{
    [Key("")]
    LayerNorm? _layer;

    /// <summary>ε, which keeps the root away from 0.</summary>
    public double Epsilon { get; } = epsilon;

    /// <summary>The layer behind this one; null until the input's shape is known.</summary>
    public LayerNorm? Layer => _layer;

    /// <inheritdoc/>
    public override Shape OutputShapeOf(Shape input) => input.Rank == 0 || input[^1] == 0
        ? throw Unfit("an axis of features", input, "Reshape the input to [N, features].")
        : input;

    private protected override void Build(Shape input) => _layer = new LayerNorm([input[^1]], Epsilon);

    private protected override Tensor Apply(Tensor x) => _layer!.Forward(x);
}
