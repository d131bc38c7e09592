using Lamina.Ops;
using Lamina.Ops.Elementwise;
using Lamina.Simd;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>
        /// Each element, but at least <paramref name="min"/> and at most <paramref name="max"/>; where both conflict, the
        /// latter. NaN stays NaN. The derivative is 1 from limit to limit, both included, and 0 outside.
        /// </summary>
        /// <param name="min">The lower limit; none if null.</param>
        /// <param name="max">The upper limit; none if null.</param>
        /// <remarks>**DType:** the tensor's; integers with a floating limit give float32. Limits of integers are exact up to 2⁵³.</remarks>
        /// <exception cref="DTypeException">The tensor is bool.</exception>
        public Tensor Clamp(Scalar? min = null, Scalar? max = null)
        {
            DType result = DTypes.ResultType(DTypes.ResultType(DType, min ?? false), max ?? false);
            return Dispatch.Run(new NumberUnary<ClampFormula>(ClampFormula.Of(min, max)), To(result));
        }

        /// <summary>Clamps every element in place, and gives this tensor back. Limits are as in <see cref="Clamp"/>.</summary>
        /// <exception cref="DTypeException">The tensor is bool, or is integer and a limit is not.</exception>
        public Tensor ClampInPlace(Scalar? min = null, Scalar? max = null)
        {
            if (DType.IsInteger() && (min is { IsInteger: false } || max is { IsInteger: false }))
                throw new DTypeException($"clamp_in_place: the limits {min} and {max} are no integers, which a tensor of {DType.Name()} cannot hold. Convert the tensor with `To` first.");
            return Dispatch.Run(new NumberUnary<ClampFormula>(ClampFormula.Of(min, max), InPlace: true), this);
        }
    }
}

namespace Lamina.Ops.Elementwise
{
    internal readonly record struct ClampFormula(double Min, double Max) : INumberUnaryFormula
    {
        public static string Name => "clamp";

        public IReadOnlyList<OpAttribute> Attributes => [new(nameof(Min), Min), new(nameof(Max), Max)];

        public static ClampFormula Of(Scalar? min, Scalar? max) =>
            new(min?.ToDouble() ?? double.NegativeInfinity, max?.ToDouble() ?? double.PositiveInfinity);

        public TLane Value<TLane>(TLane x)
            where TLane : struct, INumberLane<TLane> => TLane.Min(TLane.Max(x, TLane.Constant(Min)), TLane.Constant(Max));
    }
}
