namespace Lamina.NN;

/// <summary>
/// Makes one axis of several, from <c>startAxis</c> to <c>endAxis</c>; by default all but the batch axis, as in PyTorch.
/// Shape: [N, …] → [N, product of …]. DType: any.
/// </summary>
/// <param name="startAxis">The first axis; negative counts from the end. 1 by default.</param>
/// <param name="endAxis">The last axis; negative counts from the end. −1 by default.</param>
/// <param name="inputShape">The shape of a sample, for a first layer: the layers behind it are built at once. Other samples are taken too.</param>
public sealed class Flatten(int startAxis = 1, int endAxis = -1, Shape? inputShape = null) : Layer<Tensor, Tensor>, IInputAware
{
    /// <summary>The first axis.</summary>
    public int StartAxis { get; } = startAxis;

    /// <summary>The last axis.</summary>
    public int EndAxis { get; } = endAxis;

    /// <summary>The sample that the layer was told of, in float32; null if none.</summary>
    public TensorSpec? InputSpec { get; } = inputShape is { } sample ? new TensorSpec(DType.Float32, sample) : null;

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => x.Flatten(StartAxis, EndAxis);
}
