using Lamina.Ops.Elementwise;

namespace Lamina.Ops;

/// <summary>
/// Coordinates along several axes as one index into the axes joined: contiguous int64 inputs of one shape, negative ones
/// counted from the end.
/// </summary>
/// <param name="Sizes">The sizes of the axes.</param>
/// <param name="FirstAxis">The number of the first, for messages.</param>
internal sealed partial record LinearIndex(Shape Sizes, int FirstAxis) : Op
{
    public override string Name => "index";

    public override string NonDifferentiable => "its result holds indices";

    public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs) => [inputs[0] with { Format = MemoryFormat.Contiguous }];

    /// <summary>Brings indices of any integer dtype to one shape, and joins them.</summary>
    public static Tensor Run(Shape sizes, int firstAxis, IReadOnlyList<Tensor> indices)
    {
        Shape shape = indices[0].Shape;
        foreach (Tensor index in indices)
            shape = Broadcasting.Of("index", shape, index.Shape);
        return Dispatch.Run(new LinearIndex(sizes, firstAxis), [.. indices.Select(index => index.AsIndex("index").Expand(shape).Contiguous())]);
    }
}
