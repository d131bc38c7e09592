using Lamina.Ops;
using Lamina.Ops.Elementwise;
using Lamina.Simd;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>The angle of the point (x, y) in radians, in [−π, π], broadcast; integers give float32.</summary>
        /// <param name="y">Ordinates.</param>
        /// <param name="x">Abscissas.</param>
        public static Tensor Atan2(Tensor y, Tensor x) => Dispatch.Run(new Binary<Atan2Formula>(default), y, x);
    }
}

namespace Lamina.Ops.Elementwise
{
    internal readonly record struct Atan2Formula : IBinaryFormula
    {
        public static string Name => "atan2";

        public TLane Value<TLane>(TLane a, TLane b)
            where TLane : struct, IRealLane<TLane> => TLane.Atan2(a, b);

        public static Saves Saves(ulong needed) => Lamina.Ops.Saves.AllInputs;

        public static Tensor?[] Backward(BackwardContext context)
        {
            Tensor y = context.Input(0), x = context.Input(1);
            Tensor scaled = context.Gradient / (x.Square() + y.Square());
            return [context.Needs(0) ? scaled * x : null, context.Needs(1) ? -(scaled * y) : null];
        }
    }
}
