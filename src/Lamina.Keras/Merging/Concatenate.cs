namespace Lamina.Keras;

/// <summary>The inputs side by side along an axis. Shape: alike but for that axis, whose sizes are added. DType: any.</summary>
/// <remarks>As Keras' <c>Concatenate</c>.</remarks>
/// <param name="axis">The axis, that of the batch counted as 0; −1, the channels, by default.</param>
public sealed class Concatenate(int axis = -1) : MergeLayer
{
    /// <summary>The axis.</summary>
    public int Axis { get; } = axis;

    private protected override bool Broadcasts => false;

    private protected override bool NeedsEqualRanks => true;

    private protected override Tensor Merge(IReadOnlyList<Tensor> x) => Tensor.Concatenate([.. x], Axis);
}
