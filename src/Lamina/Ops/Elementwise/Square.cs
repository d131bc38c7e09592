using Lamina.Ops;
using Lamina.Ops.Elementwise;
using Lamina.Simd;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>x² of every element.</summary>
        public Tensor Square() => Dispatch.Run(new NumberUnary<SquareFormula>(default), this);
    }
}

namespace Lamina.Ops.Elementwise
{
    internal readonly record struct SquareFormula : INumberUnaryFormula
    {
        public static string Name => "square";

        public TLane Value<TLane>(TLane x)
            where TLane : struct, INumberLane<TLane> => x * x;
    }
}
