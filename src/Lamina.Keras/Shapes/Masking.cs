using Lamina.NN;

namespace Lamina.Keras;

/// <summary>Masks steps of which all features have the mask's value, padding, and sets them to 0. Shape: [N, steps, …, features], kept. DType: floating point.</summary>
/// <remarks>
/// As Keras' <c>Masking</c>. In a <see cref="Sequential"/> or <see cref="Functional"/> the mask goes to the layers behind, of which recurrent ones skip the steps; see <see cref="IMaskAware"/>. An input of more than three axes has its steps set to 0 alone.
/// </remarks>
/// <param name="maskValue">The value of padding; 0 by default.</param>
/// <param name="inputShape">The shape of a sample, for a first layer.</param>
public sealed class Masking(double maskValue = 0, Shape? inputShape = null) : KerasLayer(inputShape), IMaskAware
{
    /// <summary>The value of padding.</summary>
    public double MaskValue { get; } = maskValue;

    private protected override bool HasWeights => false;

    /// <inheritdoc/>
    public override Shape OutputShapeOf(Shape input) => input.Rank >= 1 ? input : throw Unfit("an axis of features", input, "Reshape the input to [N, steps, features].");

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"Masking({MaskValue})");

    (Tensor Output, Tensor? Mask) IMaskAware.Call(Tensor x, Tensor? mask) => (Call(x), x.Rank == 3 ? Counts(x).Squeeze(-1) : null);

    private protected override Tensor Apply(Tensor x) => x * Counts(x).To(x.DType);

    Tensor Counts(Tensor x) => x.NotEqualTo(MaskValue).Any([-1], keepDims: true);
}
