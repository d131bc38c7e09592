using Lamina.Ops;
using Lamina.Ops.Elementwise;
using Lamina.Simd;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>Elementwise quotient, broadcast; integers give float32. A division by zero gives ±∞ or NaN.</summary>
        public static Tensor operator /(Tensor left, Tensor right) => Dispatch.Run(new Binary<DivideFormula>(default), left, right);

        /// <summary>Divides every element by a number.</summary>
        public static Tensor operator /(Tensor left, Scalar right) => Dispatch.Run(new Binary<DivideFormula>(default), left, Weak(right, left));

        /// <summary>Divides a number by every element.</summary>
        public static Tensor operator /(Scalar left, Tensor right) => Dispatch.Run(new Binary<DivideFormula>(default), Weak(left, right), right);

        /// <summary>Divides by a tensor that broadcasts to this one, in place, and gives this one back.</summary>
        public Tensor DivideInPlace(Tensor other) => Dispatch.Run(new Binary<DivideFormula>(default, InPlace: true), this, other);

        /// <summary>Divides by a number in place, and gives this tensor back.</summary>
        public Tensor DivideInPlace(Scalar other) => DivideInPlace(Weak(other, this));
    }
}

namespace Lamina.Ops.Elementwise
{
    internal readonly record struct DivideFormula : IBinaryFormula
    {
        public static string Name => "divide";

        public TLane Value<TLane>(TLane a, TLane b)
            where TLane : struct, IRealLane<TLane> => a / b;

        public static Saves Saves(ulong needed) => new(Inputs: (needed >> 1 & 1) != 0 ? 0b11UL : 0b10UL);

        public static Tensor?[] Backward(BackwardContext context)
        {
            Tensor quotient = context.Gradient / context.Input(1);
            return [context.Needs(0) ? quotient : null, context.Needs(1) ? -(quotient * context.Input(0) / context.Input(1)) : null];
        }
    }
}
