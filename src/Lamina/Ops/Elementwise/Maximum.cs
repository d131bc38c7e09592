using Lamina.Ops;
using Lamina.Ops.Elementwise;
using Lamina.Simd;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>The larger of two elements, broadcast; NaN if either is NaN; dtype by promotion. On a tie each input gets half of the gradient.</summary>
        public static Tensor Maximum(Tensor left, Tensor right) => Dispatch.Run(new NumberBinary<MaximumFormula>(default), left, right);

        /// <inheritdoc cref="Maximum(Tensor, Tensor)"/>
        public static Tensor Maximum(Tensor left, Scalar right) => Maximum(left, Weak(right, left));
    }
}

namespace Lamina.Ops.Elementwise
{
    internal readonly record struct MaximumFormula : INumberBinaryFormula
    {
        public static string Name => "maximum";

        public TLane Value<TLane>(TLane a, TLane b)
            where TLane : struct, INumberLane<TLane> => TLane.Max(a, b);

        public static Saves Saves(ulong needed) => Lamina.Ops.Saves.AllInputs;

        public static Tensor?[] Backward(BackwardContext context) => LargerShareFormula.Split(context, smaller: false);
    }
}
