using Lamina.Cpu.Reductions;
using Lamina.Ops;
using Lamina.Ops.Elementwise;
using Lamina.Simd;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>The largest element of all; NaN if any is NaN. Where several are equal, they share the gradient.</summary>
        /// <exception cref="ShapeException">There is no element.</exception>
        public Tensor Max() => Amax();

        /// <summary>The smallest element of all; NaN if any is NaN. Where several are equal, they share the gradient.</summary>
        /// <exception cref="ShapeException">There is no element.</exception>
        public Tensor Min() => Amin();

        /// <summary>The largest elements along some axes; NaN where any is NaN. Where several are equal, they share the gradient.</summary>
        /// <param name="axes">The axes to reduce; all without any.</param>
        /// <exception cref="ShapeException">There is no element along the axes.</exception>
        public Tensor Amax(params ReadOnlySpan<int> axes) => Amax(axes, keepDims: false);

        /// <inheritdoc cref="Amax(ReadOnlySpan{int})"/>
        /// <param name="axes">The axes to reduce; all if empty.</param>
        /// <param name="keepDims">True to keep the reduced axes with size 1.</param>
        public Tensor Amax(ReadOnlySpan<int> axes, bool keepDims) => Dispatch.Run(new Extremum<MaxReduction>(AxisSets.Of(Shape, axes), keepDims), this);

        /// <summary>The smallest elements along some axes; NaN where any is NaN. Where several are equal, they share the gradient.</summary>
        /// <param name="axes">The axes to reduce; all without any.</param>
        /// <exception cref="ShapeException">There is no element along the axes.</exception>
        public Tensor Amin(params ReadOnlySpan<int> axes) => Amin(axes, keepDims: false);

        /// <inheritdoc cref="Amin(ReadOnlySpan{int})"/>
        /// <param name="axes">The axes to reduce; all if empty.</param>
        /// <param name="keepDims">True to keep the reduced axes with size 1.</param>
        public Tensor Amin(ReadOnlySpan<int> axes, bool keepDims) => Dispatch.Run(new Extremum<MinReduction>(AxisSets.Of(Shape, axes), keepDims), this);
    }
}

namespace Lamina.Ops
{
    internal sealed record Extremum<R>(Shape Axes, bool KeepDims) : Reduce<R>(Axes, KeepDims)
        where R : struct, IReduction
    {
        public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs)
        {
            AxisSets.NeedElements(inputs[0].Shape, Mask(inputs[0].Shape), Name);
            return base.Infer(inputs);
        }

        public override Saves Saves(ulong needed) => new(Inputs: 1, Outputs: 1);

        public override Tensor?[] Backward(BackwardContext context)
        {
            Tensor x = context.Input(0);
            uint mask = Mask(x.Shape);
            Tensor equal = Dispatch.Run(new Question<TieFormula>(default), x, AxisSets.Restore(context.Output(), x.Shape, mask)).To(x.DType);
            int[] axes = [.. Enumerable.Range(0, x.Rank).Where(i => (mask >> i & 1) != 0)];
            Tensor share = x.Rank == 0 ? equal : equal / equal.Sum(axes, keepDims: true);
            return [AxisSets.Restore(context.Gradient, x.Shape, mask) * share];
        }
    }

    /// <summary>Whether an element is the extreme one.</summary>
    internal readonly record struct TieFormula : IPredicate
    {
        public static string Name => "tie";

        public TLane Mask<TLane>(TLane a, TLane b)
            where TLane : struct, INumberLane<TLane> => TLane.Equal(a, b);
    }

    /// <summary>A reduction that picks an element.</summary>
    internal interface IExtremeReduction : IReduction
    {
        static abstract bool Largest { get; }
    }

    internal readonly struct MaxReduction : IExtremeReduction
    {
        public static string Name => "max";

        public static bool Largest => true;

        public static double Identity => double.NegativeInfinity;

        public static long WholeIdentity => long.MinValue;

        public static TLane Combine<TLane>(TLane a, TLane b)
            where TLane : struct, INumberLane<TLane> => TLane.Max(a, b);
    }

    internal readonly struct MinReduction : IExtremeReduction
    {
        public static string Name => "min";

        public static bool Largest => false;

        public static double Identity => double.PositiveInfinity;

        public static long WholeIdentity => long.MaxValue;

        public static TLane Combine<TLane>(TLane a, TLane b)
            where TLane : struct, INumberLane<TLane> => TLane.Min(a, b);
    }
}
