using System.Runtime.CompilerServices;
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
            int start = Axis(startAxis), end = Axis(endAxis);
            if (start > end)
                throw new IndexException($"Flatten: the start axis {startAxis} lies behind the end axis {endAxis} in a tensor of shape {Shape}.");
            return Reshape([.. Shape[..start], Shape.CountOf(start..(end + 1)), .. Shape[(end + 1)..]]);
        }

        /// <summary>Removes an axis of size 1.</summary>
        /// <exception cref="ShapeException">The axis has another size.</exception>
        public Tensor Squeeze(int axis)
        {
            int at = Axis(axis);
            if (Shape[at] != 1)
                throw new ShapeException($"Squeeze: axis {axis} of {Shape} has size {Shape[at]}; only an axis of size 1 can be removed. For one element of it use `Select`.");
            return Reshape(Shape.Remove(at));
        }

        /// <summary>Removes every axis of size 1.</summary>
        public Tensor Squeeze() => Reshape([.. Shape.Where(size => size != 1)]);

        /// <summary>Inserts an axis of size 1 before <paramref name="axis"/>; −1 puts it last.</summary>
        /// <exception cref="IndexException">There is no such place.</exception>
        public Tensor Unsqueeze(int axis) => Reshape(Shape.Insert(NewAxis(axis), 1));

        // Where an axis is put in, which may be counted from the end.
        int NewAxis(int axis, [CallerMemberName] string operation = "")
        {
            int at = axis < 0 ? axis + Rank + 1 : axis;
            return at >= 0 && at <= Rank
                ? at
                : throw new IndexException($"{operation}: a new axis {axis} does not exist beside those of {Shape}; new axes run from {-Rank - 1} to {Rank}.");
        }

        Shape Complete(ReadOnlySpan<long> sizes)
        {
            int unknown = sizes.IndexOf(-1L);
            for (int i = 0; i < sizes.Length; i++)
            {
                if (sizes[i] < 0 && i != unknown)
                    throw new ShapeException($"Reshape: [{string.Join(", ", sizes.ToArray())}] is no shape for {Shape}. Sizes are 0 or more; give −1 for one size at most, which is then what the others leave.");
            }

            Shape shape = unknown < 0 ? Shape.Create(sizes) : default;
            if (unknown >= 0)
            {
                long[] complete = sizes.ToArray();
                complete[unknown] = 1;
                long known = Shape.Create(complete).Count;
                if (known == 0 || Count % known != 0)
                    throw new ShapeException($"Reshape: {Shape} has {Count} elements, which [{string.Join(", ", sizes.ToArray())}] does not divide. Give sizes whose product is that number.");
                complete[unknown] = Count / known;
                shape = complete;
            }

            if (shape.Count != Count)
                throw new ShapeException($"Reshape: {Shape} has {Count} elements, {shape} has {shape.Count}. Give sizes whose product is that number, or −1 for one of them.");
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
