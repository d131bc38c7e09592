using Lamina.Ops;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>The same elements in row-major order under another shape: a view where memory allows it, else a copy.</summary>
        /// <param name="sizes">The new sizes; one of them may be −1, and is then what the others leave.</param>
        /// <exception cref="ShapeException">The number of elements differs.</exception>
        public Tensor Reshape(params ReadOnlySpan<long> sizes)
        {
            Shape shape = Complete(sizes);
            if (shape == Shape)
                return this;
            return Dispatch.Run(new Reshape(shape), Layout.Reshape(shape) is null ? Contiguous() : this);
        }

        /// <summary>Joins the axes from <paramref name="startAxis"/> to <paramref name="endAxis"/>, both included, into one.</summary>
        public Tensor Flatten(int startAxis = 0, int endAxis = -1)
        {
            if (Rank == 0)
                return Reshape(1);
            int start = Shape.Axis(startAxis), end = Shape.Axis(endAxis);
            if (start > end)
                throw new IndexException($"Flatten: the start axis {startAxis} lies behind the end axis {endAxis} in a tensor of shape {Shape}.");
            return Reshape([.. Shape[..start], Shape.CountOf(start..(end + 1)), .. Shape[(end + 1)..]]);
        }

        /// <summary>Removes an axis of size 1.</summary>
        /// <exception cref="ShapeException">The axis has another size.</exception>
        public Tensor Squeeze(int axis)
        {
            if (Shape[axis] != 1)
                throw new ShapeException($"Squeeze: axis {axis} of {Shape} has size {Shape[axis]}; only an axis of size 1 can be removed.");
            return Reshape(Shape.Remove(axis));
        }

        /// <summary>Removes every axis of size 1.</summary>
        public Tensor Squeeze() => Reshape([.. Shape.Where(size => size != 1)]);

        /// <summary>Inserts an axis of size 1 before <paramref name="axis"/>; −1 puts it last.</summary>
        public Tensor Unsqueeze(int axis)
        {
            int at = axis < 0 ? axis + Rank + 1 : axis;
            if (at < 0 || at > Rank)
                throw new IndexException($"Unsqueeze: axis {axis} is not between {-Rank - 1} and {Rank} for a tensor of shape {Shape}.");
            return Reshape(Shape.Insert(at, 1));
        }

        Shape Complete(ReadOnlySpan<long> sizes)
        {
            int unknown = sizes.IndexOf(-1L);
            Shape shape = unknown < 0 ? Shape.Create(sizes) : default;
            if (unknown >= 0)
            {
                long[] complete = sizes.ToArray();
                complete[unknown] = 1;
                long known = Shape.Create(complete).Count;
                if (known == 0 || Count % known != 0)
                    throw new ShapeException($"Reshape: {Shape} has {Count} elements, which [{string.Join(", ", sizes.ToArray())}] does not divide.");
                complete[unknown] = Count / known;
                shape = complete;
            }

            if (shape.Count != Count)
                throw new ShapeException($"Reshape: {Shape} has {Count} elements, {shape} has {shape.Count}.");
            return shape;
        }
    }
}

namespace Lamina.Ops
{
    internal sealed record Reshape(Shape Shape) : ViewOp
    {
        public override string Name => "reshape";

        public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs) => [inputs[0] with { Shape = Shape, Format = MemoryFormat.Contiguous }];

        internal override Layout ViewLayout(Layout input) =>
            input.Reshape(Shape) ?? throw new InvalidOperationException($"A tensor of shape {input.Shape} in this order of memory has no view of shape {Shape}.");

        public override Tensor?[] Backward(BackwardContext context) => [context.Gradient.Reshape(context.InputSpecs[0].Shape)];
    }
}
