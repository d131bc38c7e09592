using Lamina.Ops;
using Lamina.Ops.Elementwise;
using Lamina.Simd;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>x − tanh x of every element. Integers give float32.</summary>
        public Tensor Tanhshrink() => Dispatch.Run(new UnaryByInput<TanhshrinkFormula>(default), this);
    }
}

namespace Lamina.Ops.Elementwise
{
    internal readonly record struct TanhshrinkFormula : IInputDerivative
    {
        public static string Name => "tanhshrink";

        // Taylor's series of (x − tanh x) / x³ in x², the highest power first: near 0 the difference of two numbers that are almost alike keeps no digits.
        static ReadOnlySpan<double> Series =>
        [
            113927491862.0 / 2900518163668125, -18888466084.0 / 194896477400625, 443861162.0 / 1856156927625, -6404582.0 / 10854718875,
            929569.0 / 638512875, -21844.0 / 6081075, 1382.0 / 155925, -62.0 / 2835, 17.0 / 315, -2.0 / 15, 1.0 / 3,
        ];

        public TLane Value<TLane>(TLane x)
            where TLane : struct, IRealLane<TLane>
        {
            TLane square = x * x, near = TLane.Constant(Series[0]);
            for (int i = 1; i < Series.Length; i++)
                near = TLane.MultiplyAdd(near, square, TLane.Constant(Series[i]));
            return TLane.Select(TLane.LessThan(TLane.Abs(x), TLane.Constant(0.25)), near * square * x, x - TLane.Tanh(x));
        }

        public TLane FromInput<TLane>(TLane x)
            where TLane : struct, IRealLane<TLane>
        {
            TLane tangent = TLane.Tanh(x);
            return tangent * tangent;
        }
    }
}
