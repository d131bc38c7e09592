using Lamina.Ops;
using Lamina.Ops.Elementwise;
using Lamina.Simd;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>|x| of every element, in its own dtype. The derivative at 0 is 0.</summary>
        /// <exception cref="DTypeException">The tensor is bool.</exception>
        public Tensor Abs() => Dispatch.Run(new NumberUnary<AbsFormula>(default), this);
    }
}

namespace Lamina.Ops.Elementwise
{
    internal readonly record struct AbsFormula : INumberUnaryFormula
    {
        public static string Name => "abs";

        public TLane Value<TLane>(TLane x)
            where TLane : struct, INumberLane<TLane> => TLane.Abs(x);
    }
}
