using Lamina.Cpu.Indexing;
using Lamina.Ops;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>
        /// Elements picked along an axis: out[i, j, k] = this[i, index[i, j, k], k] for axis 1. The gradient is added up where an element is picked twice.
        /// </summary>
        /// <param name="axis">The axis along which the indices count.</param>
        /// <param name="index">Integers from 0 on, of this tensor's rank, and no longer than it along the other axes. Its shape is the result's.</param>
        /// <exception cref="IndexException">An index is negative or beyond the axis.</exception>
        /// <exception cref="ShapeException">The indices do not fit this tensor.</exception>
        public Tensor Gather(int axis, Tensor index) => Dispatch.Run(new Gather(Axis(axis)), Contiguous(), index.AsIndex("gather"));

        /// <summary>Elements picked along an axis, the other axes broadcast: what <see cref="ArgSort"/> or <see cref="ArgMax"/> found, taken.</summary>
        /// <param name="index">Integers from 0 on, of this tensor's rank.</param>
        /// <param name="axis">The axis along which the indices count.</param>
        /// <exception cref="IndexException">An index is negative or beyond the axis.</exception>
        /// <exception cref="ShapeException">The indices do not broadcast with this tensor along the other axes.</exception>
        public Tensor TakeAlongAxis(Tensor index, int axis)
        {
            int at = Axis(axis);
            if (index.Rank != Rank)
                throw new ShapeException($"take_along_axis: indices {index.Shape} do not fit {Shape}; they need the same rank. Use `Unsqueeze` or `Reshape` on the indices.");
            Shape others = Ops.Elementwise.Broadcasting.Of("take_along_axis", Shape.With(at, 1), index.Shape.With(at, 1));
            return Expand(others.With(at, Shape[at])).Gather(at, index.Expand(others.With(at, index.Shape[at])));
        }
    }
}

namespace Lamina.Ops
{
    internal sealed record Gather(int Axis) : Op
    {
        public override string Name => "gather";

        public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs)
        {
            IndexWalk.Check(Name, inputs[1].Shape, inputs[0].Shape, Axis);
            return [inputs[0] with { Shape = inputs[1].Shape, Format = MemoryFormat.Contiguous }];
        }

        public override Saves Saves(ulong needed) => new(Inputs: 0b10);

        public override Tensor?[] Backward(BackwardContext context) =>
            [ScatterSum.Run(context.InputSpecs[0].Shape, Axis, context.Gradient, context.Input(1)), null];

        protected internal override void Compute(KernelCall call)
        {
            IndexCheck.Contiguous(call);
            Operand x = call.Inputs[0], index = call.Inputs[1];
            IndexCheck.InRange(Name, index, x.Shape[Axis], Axis);
            if (index.Shape.Count == 0)
                return;
            IndexWalk walk = IndexWalk.Make(index.Shape, x.Shape, Axis);
            switch (x.DType.Size())
            {
                case 1: GatherGrains<byte>.Run(walk, x.Address, index.Address, call.Outputs[0].Address); break;
                case 2: GatherGrains<ushort>.Run(walk, x.Address, index.Address, call.Outputs[0].Address); break;
                case 4: GatherGrains<uint>.Run(walk, x.Address, index.Address, call.Outputs[0].Address); break;
                default: GatherGrains<ulong>.Run(walk, x.Address, index.Address, call.Outputs[0].Address); break;
            }
        }
    }
}
