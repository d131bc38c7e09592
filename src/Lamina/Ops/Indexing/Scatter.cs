using System.Runtime.CompilerServices;
using Lamina.Cpu.Elementwise;
using Lamina.Cpu.Indexing;
using Lamina.Ops;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>
        /// A copy of this tensor with elements written along an axis: out[i, index[i, j, k], k] = source[i, j, k] for axis 1.
        /// Where several go to one place, the last in row-major order stays, but each is given that place's gradient.
        /// </summary>
        /// <param name="axis">The axis along which the indices count.</param>
        /// <param name="index">Integers from 0 on, of this tensor's rank, and no longer than it along the other axes.</param>
        /// <param name="source">What is written; of the indices' shape, or broadcast to it.</param>
        /// <exception cref="IndexException">An index is negative or beyond the axis.</exception>
        /// <exception cref="ShapeException">The indices do not fit this tensor, or the source does not fit the indices.</exception>
        public Tensor Scatter(int axis, Tensor index, Tensor source) =>
            Dispatch.Run(new Scatter(Axis(axis)), Contiguous(), index.AsIndex("scatter"), Fitting(source, index).Contiguous());

        /// <inheritdoc cref="Scatter(int, Tensor, Tensor)"/>
        /// <param name="axis">The axis along which the indices count.</param>
        /// <param name="index">Integers from 0 on, of this tensor's rank, and no longer than it along the other axes.</param>
        /// <param name="value">The number that is written.</param>
        public Tensor Scatter(int axis, Tensor index, Scalar value) => Scatter(axis, index, Full([], value, DType));

        /// <summary>A copy of this tensor with elements added along an axis: out[i, index[i, j, k], k] += source[i, j, k] for axis 1, in row-major order.</summary>
        /// <param name="axis">The axis along which the indices count.</param>
        /// <param name="index">Integers from 0 on, of this tensor's rank, and no longer than it along the other axes.</param>
        /// <param name="source">What is added; of the indices' shape, or broadcast to it.</param>
        /// <exception cref="IndexException">An index is negative or beyond the axis.</exception>
        /// <exception cref="ShapeException">The indices do not fit this tensor, or the source does not fit the indices.</exception>
        public Tensor ScatterAdd(int axis, Tensor index, Tensor source) =>
            this + ScatterSum.Run(Shape, Axis(axis), Fitting(source, index), index.AsIndex("scatter_add"));

        // One element for each index, in this tensor's dtype.
        Tensor Fitting(Tensor source, Tensor index, [CallerMemberName] string operation = "") =>
            Shape.Broadcast(source.Shape, index.Shape) == index.Shape
                ? source.To(DType).Expand(index.Shape)
                : throw new ShapeException($"{operation}: a source of {source.Shape} for indices of {index.Shape}; it must broadcast to one element for each index. Use `Slice` on the part of the source that is meant.");
    }
}

namespace Lamina.Ops
{
    internal sealed record Scatter(int Axis) : Op
    {
        public override string Name => "scatter";

        public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs)
        {
            IndexWalk.Check(Name, inputs[1].Shape, inputs[0].Shape, Axis);
            return [inputs[0] with { Format = MemoryFormat.Contiguous }];
        }

        public override Saves Saves(ulong needed) => new(Inputs: 0b10);

        public override Tensor?[] Backward(BackwardContext context) =>
        [
            context.Needs(0) ? context.Gradient.Scatter(Axis, context.Input(1), 0) : null,
            null,
            context.Needs(2) ? context.Gradient.Gather(Axis, context.Input(1)) : null,
        ];

        protected internal override void Compute(KernelCall call)
        {
            IndexCheck.Contiguous(call);
            Operand x = call.Inputs[0], index = call.Inputs[1], source = call.Inputs[2], output = call.Outputs[0];
            IndexCheck.InRange(Name, index, x.Shape[Axis], Axis);
            CopySegment.Launch(output, x);
            if (index.Shape.Count == 0)
                return;
            IndexWalk walk = IndexWalk.Make(index.Shape, x.Shape, Axis);
            switch (x.DType.Size())
            {
                case 1: ScatterGrains<byte>.Run(walk, source.Address, index.Address, output.Address); break;
                case 2: ScatterGrains<ushort>.Run(walk, source.Address, index.Address, output.Address); break;
                case 4: ScatterGrains<uint>.Run(walk, source.Address, index.Address, output.Address); break;
                default: ScatterGrains<ulong>.Run(walk, source.Address, index.Address, output.Address); break;
            }
        }
    }
}
