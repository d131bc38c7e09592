using Lamina.Ops;
using Lamina.Ops.Elementwise;
using Lamina.Simd;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>The smaller of two elements, broadcast; NaN if either is NaN; dtype by promotion. On a tie each input gets half of the gradient.</summary>
        public static Tensor Minimum(Tensor left, Tensor right) => Dispatch.Run(new NumberBinary<MinimumFormula>(default), left, right);

        /// <inheritdoc cref="Minimum(Tensor, Tensor)"/>
        public static Tensor Minimum(Tensor left, Scalar right) => Minimum(left, Weak(right, left));
    }
}

namespace Lamina.Ops.Elementwise
{
    internal readonly record struct MinimumFormula : INumberBinaryFormula
    {
        public static string Name => "minimum";

        public TLane Value<TLane>(TLane a, TLane b)
            where TLane : struct, INumberLane<TLane> => TLane.Min(a, b);

        public static Saves Saves(ulong needed) => Lamina.Ops.Saves.AllInputs;

        public static Tensor?[] Backward(BackwardContext context) => LargerShareFormula.Split(context, smaller: true);
    }
}
