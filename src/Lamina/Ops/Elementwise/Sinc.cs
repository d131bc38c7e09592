using Lamina.Ops;
using Lamina.Ops.Elementwise;
using Lamina.Simd;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>sin(πx) / (πx) of every element, 1 at 0. Integers give float32.</summary>
        public Tensor Sinc() => Dispatch.Run(new UnaryByInput<SincFormula>(default), this);
    }
}

namespace Lamina.Ops.Elementwise
{
    internal readonly record struct SincFormula : IInputDerivative
    {
        public static string Name => "sinc";

        public TLane Value<TLane>(TLane x)
            where TLane : struct, IRealLane<TLane>
        {
            (TLane sin, _) = HalfTurns(x);
            return TLane.Select(TLane.Equal(x, TLane.Constant(0)), TLane.Constant(1), sin / (TLane.Constant(Math.PI) * x));
        }

        public TLane FromInput<TLane>(TLane x)
            where TLane : struct, IRealLane<TLane>
        {
            (TLane sin, TLane cos) = HalfTurns(x);
            TLane slope = (cos - (sin / (TLane.Constant(Math.PI) * x))) / x;
            return TLane.Select(TLane.Equal(x, TLane.Constant(0)), TLane.Constant(0), slope);
        }

        // sin πx and cos πx: whole half turns are taken off first, without rounding.
        static (TLane Sin, TLane Cos) HalfTurns<TLane>(TLane x)
            where TLane : struct, IRealLane<TLane>
        {
            TLane whole = TLane.Round(x), two = TLane.Constant(2), angle = TLane.Constant(Math.PI) * (x - whole);
            TLane sign = TLane.Constant(1) - (two * (whole - (two * TLane.Floor(whole * TLane.Constant(0.5)))));
            return (TLane.Sin(angle) * sign, TLane.Cos(angle) * sign);
        }
    }
}
