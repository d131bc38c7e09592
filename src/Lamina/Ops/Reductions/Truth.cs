using Lamina.Cpu.Reductions;
using Lamina.Ops;
using Lamina.Simd;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>Whether any element is not 0 (NaN is not), over all or along some axes; bool. Of nothing: false.</summary>
        /// <param name="axes">The axes to reduce; all without any.</param>
        public Tensor Any(params ReadOnlySpan<int> axes) => Any(axes, keepDims: false);

        /// <inheritdoc cref="Any(ReadOnlySpan{int})"/>
        /// <param name="axes">The axes to reduce; all if empty.</param>
        /// <param name="keepDims">True to keep the reduced axes with size 1.</param>
        public Tensor Any(ReadOnlySpan<int> axes, bool keepDims) => Dispatch.Run(new Truth<AnyReduction>(AxisSets.Of(Shape, axes), keepDims), To(DType.Bool));

        /// <summary>Whether no element is 0, over all or along some axes; bool. Of nothing: true.</summary>
        /// <param name="axes">The axes to reduce; all without any.</param>
        public Tensor All(params ReadOnlySpan<int> axes) => All(axes, keepDims: false);

        /// <inheritdoc cref="All(ReadOnlySpan{int})"/>
        /// <param name="axes">The axes to reduce; all if empty.</param>
        /// <param name="keepDims">True to keep the reduced axes with size 1.</param>
        public Tensor All(ReadOnlySpan<int> axes, bool keepDims) => Dispatch.Run(new Truth<AllReduction>(AxisSets.Of(Shape, axes), keepDims), To(DType.Bool));

        /// <summary>How many elements are not 0, over all or along some axes; int64. No gradient.</summary>
        /// <param name="axes">The axes to count over; all without any.</param>
        public Tensor CountNonZero(params ReadOnlySpan<int> axes) => To(DType.Bool).WideSum(axes, keepDims: false);
    }
}

namespace Lamina.Ops
{
    internal sealed record Truth<R>(Shape Axes, bool KeepDims) : Reduce<R>(Axes, KeepDims)
        where R : struct, IReduction
    {
        public override string NonDifferentiable => "its result is true or false";
    }

    internal readonly struct AnyReduction : IReduction
    {
        public static string Name => "any";

        public static double Identity => 0;

        public static long WholeIdentity => 0;

        public static TLane Combine<TLane>(TLane a, TLane b)
            where TLane : struct, INumberLane<TLane> => TLane.Max(a, b);
    }

    internal readonly struct AllReduction : IReduction
    {
        public static string Name => "all";

        public static double Identity => 1;

        public static long WholeIdentity => 1;

        public static TLane Combine<TLane>(TLane a, TLane b)
            where TLane : struct, INumberLane<TLane> => TLane.Min(a, b);
    }
}
