using System.Runtime.CompilerServices;
using Lamina.Ops;
using Lamina.Ops.Elementwise;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>The quotient rounded down, as Python's //; broadcast, dtype by promotion. A float over 0 gives ±∞ or NaN. No gradient: it is constant where it is continuous.</summary>
        /// <exception cref="NumericException">An integer is divided by zero.</exception>
        public Tensor FloorDivide(Tensor divisor) => Dispatch.Run(new Division<FloorDivideFormula>(default), this, divisor);

        /// <inheritdoc cref="FloorDivide(Tensor)"/>
        public Tensor FloorDivide(Scalar divisor) => FloorDivide(Weak(divisor, this));
    }
}

namespace Lamina.Ops.Elementwise
{
    internal readonly record struct FloorDivideFormula : IDivisionFormula
    {
        public static string Name => "floor_divide";

        public static string NonDifferentiable => "it is constant where it is continuous";

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public double Real(double a, double b)
        {
            if (b == 0)
                return a / b;

            // The dividend without its rest is a multiple of the divisor, up to rounding.
            double rest = Rest.Of(a, b);
            double quotient = (a - rest) / b;
            return Math.Round(rest != 0 && (rest < 0) != (b < 0) ? quotient - 1 : quotient);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public long Whole(long a, long b)
        {
            if (b == 0)
                throw Rest.ByZero(Name);
            long quotient = b == -1 ? unchecked(-a) : a / b;
            return b != -1 && a % b != 0 && (a < 0) != (b < 0) ? quotient - 1 : quotient;
        }
    }
}
