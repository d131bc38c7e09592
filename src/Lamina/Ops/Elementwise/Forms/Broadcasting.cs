namespace Lamina.Ops.Elementwise;

/// <summary>The broadcast rule with its promised error.</summary>
internal static class Broadcasting
{
    public static Shape Of(string op, Shape left, Shape right) =>
        Shape.Broadcast(left, right) ?? throw new ShapeException(
            $"{op}: shapes {left} and {right} do not broadcast. Aligned at the last axis, sizes must be equal or 1; use `Reshape` or `Unsqueeze` to line them up.");

    /// <summary>The spec of an elementwise result of two tensors: broadcast shape, the given dtype, the first input's format.</summary>
    public static TensorSpec Result(string op, in TensorSpec left, in TensorSpec right, DType dtype)
    {
        Shape shape = Of(op, left.Shape, right.Shape);
        MemoryFormat format = left.Shape == shape ? left.Format : right.Shape == shape ? right.Format : MemoryFormat.Contiguous;
        return new TensorSpec(dtype, shape, format, left.Device);
    }
}
