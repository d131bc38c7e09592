using Lamina.Ops;
using Lamina.Ops.Elementwise;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>A view in which axes of size 1, and new ones in front, are repeated to the given shape.</summary>
        /// <exception cref="ShapeException">This tensor does not broadcast to that shape.</exception>
        public Tensor Expand(Shape shape) => shape == Shape ? this : Dispatch.Run(new Expand(shape), this);
    }
}

namespace Lamina.Ops
{
    internal sealed record Expand(Shape Shape) : ViewOp
    {
        public override string Name => "expand";

        internal override Layout ViewLayout(Layout input)
        {
            if (Broadcasting.Of(Name, input.Shape, Shape) != Shape)
                throw new ShapeException($"Expand: a tensor of shape {input.Shape} cannot be repeated to {Shape}; only axes of size 1 are repeated.");
            return new Layout(Shape, input.BroadcastStrides(Shape), input.Offset);
        }

        // The engine sums what was broadcast.
        public override Tensor?[] Backward(BackwardContext context) => [context.Gradient];
    }
}
