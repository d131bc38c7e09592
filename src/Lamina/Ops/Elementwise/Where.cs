using Lamina.Ops;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>
        /// Where the condition is true (or not 0), the element of <paramref name="ifTrue"/>, elsewhere that of
        /// <paramref name="ifFalse"/>; all three broadcast; dtype by promotion of the two. An element that is not chosen
        /// has no influence, nor does it get a gradient.
        /// </summary>
        public static Tensor Where(Tensor condition, Tensor ifTrue, Tensor ifFalse)
        {
            DType result = DTypes.ResultType(ifTrue.Spec, ifFalse.Spec);
            return Dispatch.Run(new Where(), condition.To(DType.Bool), ifTrue.To(result), ifFalse.To(result));
        }

        /// <inheritdoc cref="Where(Tensor, Tensor, Tensor)"/>
        public static Tensor Where(Tensor condition, Tensor ifTrue, Scalar ifFalse) => Where(condition, ifTrue, Weak(ifFalse, ifTrue));

        /// <inheritdoc cref="Where(Tensor, Tensor, Tensor)"/>
        public static Tensor Where(Tensor condition, Scalar ifTrue, Tensor ifFalse) => Where(condition, Weak(ifTrue, ifFalse), ifFalse);

        /// <summary>This tensor with one number wherever the mask, which broadcasts to it, is true.</summary>
        /// <exception cref="DTypeException">The number's kind is above the tensor's: a fraction for integers.</exception>
        /// <exception cref="ShapeException">The mask does not broadcast to this tensor's shape.</exception>
        public Tensor MaskedFill(Tensor mask, Scalar value)
        {
            if (DTypes.ResultType(DType, value) != DType)
                throw new DTypeException($"MaskedFill: {value} does not fit into a tensor of {DType.Name()}. Convert the tensor with `To` first.");
            if (Shape.Broadcast(mask.Shape, Shape) != Shape)
                throw new ShapeException($"MaskedFill: a mask of shape {mask.Shape} does not broadcast to {Shape}. Aligned at the last axis, its sizes must be equal or 1; use `Reshape` or `Unsqueeze`, or `Expand` this tensor first.");
            return Where(mask, value, this);
        }
    }
}

namespace Lamina.Ops
{
    /// <summary>Of the second and third input, which have one dtype, the one that the first, a bool, picks.</summary>
    internal sealed partial record Where : Op
    {
        public override string Name => "where";

        public override FusionRole Fusion => FusionRole.Elementwise;

        public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs)
        {
            TensorSpec values = Elementwise.Broadcasting.Result(Name, inputs[1], inputs[2], inputs[1].DType);
            Shape shape = Elementwise.Broadcasting.Of(Name, inputs[0].Shape, values.Shape);
            return [shape == values.Shape ? values : values with { Shape = shape, Format = MemoryFormat.Contiguous }];
        }

        public override Saves Saves(ulong needed) => new(Inputs: 1);

        public override Tensor?[] Backward(BackwardContext context) =>
        [
            null,
            context.Needs(1) ? Tensor.Where(context.Input(0), context.Gradient, 0) : null,
            context.Needs(2) ? Tensor.Where(context.Input(0), 0, context.Gradient) : null,
        ];
    }
}
