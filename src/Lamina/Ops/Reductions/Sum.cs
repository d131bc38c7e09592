using System.Runtime.CompilerServices;
using Lamina.Cpu.Reductions;
using Lamina.Ops;
using Lamina.Simd;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>The sum of all elements, or along some axes. Integers and truth values give int64; float16 and bfloat16 are summed in float32.</summary>
        /// <param name="axes">The axes to sum over; all without any.</param>
        public Tensor Sum(params ReadOnlySpan<int> axes) => Sum(axes, keepDims: false);

        /// <inheritdoc cref="Sum(ReadOnlySpan{int})"/>
        /// <param name="axes">The axes to sum over; all if empty.</param>
        /// <param name="keepDims">True to keep the summed axes with size 1.</param>
        public Tensor Sum(ReadOnlySpan<int> axes, bool keepDims) => Dispatch.Run(new Sum(AxisSets.Of(Shape, axes), keepDims), this);

        /// <summary>The sum in the dtype it is computed in, for formulas that go on from it: of 16-bit floats, float32.</summary>
        internal Tensor WideSum(ReadOnlySpan<int> axes, bool keepDims, [CallerMemberName] string operation = "")
        {
            Shape sorted = AxisSets.Of(Shape, axes, operation);
            return Dispatch.Run(DType is DType.Float16 or DType.BFloat16 ? new WideSum(sorted, keepDims) : new Sum(sorted, keepDims), this);
        }

        /// <summary>Sums over the axes along which a tensor of the given shape was broadcast to this one's.</summary>
        internal Tensor SumTo(Shape shape)
        {
            if (shape == Shape)
                return this;
            List<int> axes = [];
            int added = Rank - shape.Rank;
            for (int i = 0; i < Rank; i++)
            {
                if (i < added || (shape[i - added] == 1 && Shape[i] != 1))
                    axes.Add(i);
            }

            return (axes.Count == 0 ? this : Sum(axes.ToArray(), keepDims: true)).Reshape(shape);
        }
    }
}

namespace Lamina.Ops
{
    internal record Sum(Shape Axes, bool KeepDims) : Reduce<SumReduction>(Axes, KeepDims)
    {
        public override Tensor?[] Backward(BackwardContext context)
        {
            Shape shape = context.InputSpecs[0].Shape;
            return [AxisSets.Restore(context.Gradient.To(context.InputSpecs[0].DType), shape, Mask(shape)).Expand(shape)];
        }

        protected override DType ResultType(DType dtype) => dtype.IsFloatingPoint() ? dtype : DType.Int64;
    }

    /// <summary>The sum of 16-bit floats as float32, in which it is computed.</summary>
    internal sealed record WideSum(Shape Axes, bool KeepDims) : Sum(Axes, KeepDims)
    {
        protected override DType ResultType(DType dtype) => DType.Float32;
    }

    internal readonly struct SumReduction : IReduction
    {
        public static string Name => "sum";

        public static double Identity => 0;

        public static long WholeIdentity => 0;

        public static TLane Combine<TLane>(TLane a, TLane b)
            where TLane : struct, INumberLane<TLane> => a + b;
    }
}
