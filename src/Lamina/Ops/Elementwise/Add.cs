using Lamina.Ops;
using Lamina.Ops.Elementwise;
using Lamina.Simd;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>Elementwise sum, broadcast; dtype by promotion. Gradient: passed on to both.</summary>
        public static Tensor operator +(Tensor left, Tensor right) => Dispatch.Run(new NumberBinary<AddFormula>(default), left, right);

        /// <summary>Adds a number to every element.</summary>
        public static Tensor operator +(Tensor left, Scalar right) => Dispatch.Run(new NumberBinary<AddFormula>(default), left, Weak(right, left));

        /// <summary>Adds a number to every element.</summary>
        public static Tensor operator +(Scalar left, Tensor right) => right + left;

        /// <summary>Adds a tensor that broadcasts to this one, in place, and gives this one back.</summary>
        public Tensor AddInPlace(Tensor other) => Dispatch.Run(new NumberBinary<AddFormula>(default, InPlace: true), this, other);

        /// <summary>Adds a number in place, and gives this tensor back.</summary>
        public Tensor AddInPlace(Scalar other) => AddInPlace(Weak(other, this));
    }
}

namespace Lamina.Ops.Elementwise
{
    internal readonly record struct AddFormula : INumberBinaryFormula
    {
        public static string Name => "add";

        public TLane Value<TLane>(TLane a, TLane b)
            where TLane : struct, INumberLane<TLane> => a + b;

        public static Tensor?[] Backward(BackwardContext context) => [context.Gradient, context.Gradient];
    }
}
