using Lamina.Ops;
using Lamina.Ops.Elementwise;
using Lamina.Simd;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>Square root of every element; NaN below 0. Integers give float32. The derivative at 0 is ∞.</summary>
        public Tensor Sqrt() => Dispatch.Run(new UnaryByOutput<SqrtFormula>(default), this);

        // The root of a sum of squares: where all of them are 0, the gradient is 0 and not 0 · ∞.
        Tensor RootOfSquares() => Dispatch.Run(new UnaryByOutput<SqrtFormula>(new SqrtFormula(FlatAtZero: true)), this);
    }
}

namespace Lamina.Ops.Elementwise
{
    internal readonly record struct SqrtFormula(bool FlatAtZero) : IOutputDerivative
    {
        public static string Name => "sqrt";

        public IReadOnlyList<OpAttribute> Attributes => [new(nameof(FlatAtZero), FlatAtZero)];

        public TLane Value<TLane>(TLane x)
            where TLane : struct, IRealLane<TLane> => TLane.Sqrt(x);

        public TLane FromOutput<TLane>(TLane y)
            where TLane : struct, IRealLane<TLane>
        {
            TLane slope = TLane.Constant(0.5) / y;
            return FlatAtZero ? TLane.Select(TLane.Equal(y, TLane.Constant(0)), TLane.Constant(0), slope) : slope;
        }
    }
}
