using Lamina.Ops;
using Lamina.Ops.Elementwise;
using Lamina.Simd;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>The magnitudes of this tensor with the signs of another, broadcast; integers give float32. The gradient goes to the magnitudes, and is 0 at 0.</summary>
        /// <param name="sign">Where the signs come from; that of −0 counts.</param>
        public Tensor CopySign(Tensor sign) => Dispatch.Run(new Binary<CopySignFormula>(default), this, sign);
    }
}

namespace Lamina.Ops.Elementwise
{
    internal readonly record struct CopySignFormula : IBinaryFormula
    {
        public static string Name => "copysign";

        public TLane Value<TLane>(TLane a, TLane b)
            where TLane : struct, IRealLane<TLane> => TLane.CopySign(a, b);

        public static Saves Saves(ulong needed) => new(Inputs: needed & 1, Outputs: needed & 1);

        public static Tensor?[] Backward(BackwardContext context) =>
            [context.Needs(0) ? context.Gradient * context.Input(0).Sign() * context.Output().Sign() : null, null];
    }
}
