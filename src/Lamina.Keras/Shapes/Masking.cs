namespace Lamina.Keras;

/// <summary>Sets steps to 0 of which all features have the mask's value: padding. Shape: [N, steps, …, features], kept. DType: floating point.</summary>
/// <remarks>
/// As the output of Keras' <c>Masking</c>. Keras also tells the layers behind which steps are masked, and its recurrent layers skip them; here the mask goes no further:
/// layers behind see steps of zeros.
/// </remarks>
/// <param name="maskValue">The value of padding; 0 by default.</param>
/// <param name="inputShape">The shape of a sample, for a first layer.</param>
public sealed class Masking(double maskValue = 0, Shape? inputShape = null) : KerasLayer(inputShape)
{
    /// <summary>The value of padding.</summary>
    public double MaskValue { get; } = maskValue;

    private protected override bool HasWeights => false;

    /// <inheritdoc/>
    public override Shape OutputShapeOf(Shape input) => input.Rank >= 1 ? input : throw Unfit("an axis of features", input, "Reshape the input to [N, steps, features].");

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"Masking({MaskValue})");

    private protected override Tensor Apply(Tensor x) => x * x.NotEqualTo(MaskValue).Any([-1], keepDims: true).To(x.DType);
}
