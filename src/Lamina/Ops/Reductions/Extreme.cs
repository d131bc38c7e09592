using System.Runtime.CompilerServices;
using Lamina.Cpu.Reductions;
using Lamina.Ops;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>
        /// The largest element along an axis, and where it is (int64): the first of equal ones, the first NaN if there is one.
        /// The gradient goes to that element.
        /// </summary>
        /// <param name="axis">The axis to reduce.</param>
        /// <param name="keepDims">True to keep it with size 1.</param>
        /// <exception cref="ShapeException">The axis has size 0.</exception>
        public (Tensor Values, Tensor Indices) Max(int axis, bool keepDims = false) => Extremes<MaxReduction>(Axis(axis), keepDims);

        /// <summary>
        /// The smallest element along an axis, and where it is (int64): the first of equal ones, the first NaN if there is one.
        /// The gradient goes to that element.
        /// </summary>
        /// <inheritdoc cref="Max(int, bool)"/>
        public (Tensor Values, Tensor Indices) Min(int axis, bool keepDims = false) => Extremes<MinReduction>(Axis(axis), keepDims);

        /// <summary>Where the largest element is (int64): the first of equal ones, the first NaN if there is one. No gradient.</summary>
        /// <param name="axis">The axis to reduce; over all elements, in row-major order, if null.</param>
        /// <param name="keepDims">True to keep reduced axes with size 1.</param>
        /// <exception cref="ShapeException">There is no element.</exception>
        public Tensor ArgMax(int? axis = null, bool keepDims = false) =>
            Extremes<MaxReduction>(axis is { } a ? Axis(a) : -1, keepDims).Indices;

        /// <summary>Where the smallest element is (int64): the first of equal ones, the first NaN if there is one. No gradient.</summary>
        /// <inheritdoc cref="ArgMax"/>
        public Tensor ArgMin(int? axis = null, bool keepDims = false) =>
            Extremes<MinReduction>(axis is { } a ? Axis(a) : -1, keepDims).Indices;

        (Tensor Values, Tensor Indices) Extremes<R>(int axis, bool keepDims, [CallerMemberName] string operation = "")
            where R : struct, IExtremeReduction
        {
            AxisSets.NeedElements(Shape, axis < 0 ? AxisSets.Mask(Shape, default) : 1u << axis, operation);
            Tensor[] both = Dispatch.RunAll(new Extreme<R>(axis, keepDims), this);
            return (both[0], both[1]);
        }
    }
}

namespace Lamina.Ops
{
    /// <summary>The extreme element along one axis (all for −1), and its place.</summary>
    internal sealed record Extreme<R>(int Axis, bool KeepDims) : Op
        where R : struct, IExtremeReduction
    {
        public override string Name => R.Largest ? "max_along" : "min_along";

        public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs)
        {
            Shape shape = inputs[0].Shape, reduced = AxisSets.Reduced(shape, Mask(shape), KeepDims);
            AxisSets.NeedElements(shape, Mask(shape), Name);
            return [inputs[0] with { Shape = reduced, Format = MemoryFormat.Contiguous }, inputs[0] with { Shape = reduced, DType = DType.Int64, Format = MemoryFormat.Contiguous }];
        }

        public override Saves Saves(ulong needed) => new(Inputs: 0, Outputs: 0b10);

        public override Tensor?[] Backward(BackwardContext context)
        {
            Shape shape = context.InputSpecs[0].Shape;
            uint mask = Mask(shape);
            if (Axis < 0)
                throw new GradientException($"{Name} over all axes gives a place, which has no gradient; use `Max()` or `Min()`.");
            Tensor gradient = AxisSets.Restore(context.Gradient, shape, mask), places = AxisSets.Restore(context.Output(1), shape, mask);
            return [ScatterSum.Run(shape, Axis, gradient, places)];
        }

        public override Cost Cost(ReadOnlySpan<TensorSpec> inputs, ReadOnlySpan<TensorSpec> outputs) =>
            new(inputs[0].Shape.Count, inputs[0].Bytes + outputs[0].Bytes + outputs[1].Bytes);

        protected internal override void Compute(KernelCall call) => ExtremeKernels.Run<R>(Mask(call.Inputs[0].Shape), call);

        uint Mask(Shape shape) => Axis < 0 ? AxisSets.Mask(shape, default) : 1u << Axis;
    }
}
