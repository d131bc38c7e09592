using System.Runtime.CompilerServices;
using Lamina.Ops;
using Lamina.Ops.Elementwise;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>The rest of a division that rounds down, with the sign of the divisor, as Python's %; broadcast, dtype by promotion.</summary>
        /// <remarks>Exact for floats too, however large the quotient. A float over 0 gives NaN.</remarks>
        /// <exception cref="NumericException">An integer is divided by zero.</exception>
        public static Tensor operator %(Tensor left, Tensor right) => Dispatch.Run(new Division<RemainderFormula>(default), left, right);

        /// <inheritdoc cref="op_Modulus(Tensor, Tensor)"/>
        public static Tensor operator %(Tensor left, Scalar right) => left % Weak(right, left);

        /// <inheritdoc cref="op_Modulus(Tensor, Tensor)"/>
        public static Tensor operator %(Scalar left, Tensor right) => Weak(left, right) % right;

        /// <inheritdoc cref="op_Modulus(Tensor, Tensor)"/>
        public Tensor Remainder(Tensor divisor) => this % divisor;
    }
}

namespace Lamina.Ops.Elementwise
{
    internal readonly record struct RemainderFormula : IDivisionFormula
    {
        public static string Name => "remainder";

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public double Real(double a, double b)
        {
            double rest = Rest.Of(a, b);
            return rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public long Whole(long a, long b)
        {
            if (b == 0)
                throw Rest.ByZero(Name);
            long rest = b == -1 ? 0 : a % b;
            return rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest;
        }

        public static Saves Saves(ulong needed) => (needed & 2) != 0 ? Lamina.Ops.Saves.AllInputs : Lamina.Ops.Saves.None;

        public static Tensor?[] Backward(BackwardContext context) =>
            [context.Gradient, context.Needs(1) ? -(context.Gradient * context.Input(0).FloorDivide(context.Input(1))) : null];
    }
}
