namespace Lamina.NN;

/// <summary>
/// Makes one axis of several, from <c>startAxis</c> to <c>endAxis</c>; by default all but the batch axis, as in PyTorch.
/// Shape: [N, …] → [N, product of …]. DType: any.
/// </summary>
/// <param name="startAxis">The first axis; negative counts from the end. 1 by default.</param>
/// <param name="endAxis">The last axis; negative counts from the end. −1 by default.</param>
public sealed class Flatten(int startAxis = 1, int endAxis = -1) : Layer<Tensor, Tensor>
{
    /// <summary>The first axis.</summary>
    public int StartAxis { get; } = startAxis;

    /// <summary>The last axis.</summary>
    public int EndAxis { get; } = endAxis;

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => x.Flatten(StartAxis, EndAxis);
}
