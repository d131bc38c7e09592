using System.Runtime.CompilerServices;
using Lamina.Ops;
using Lamina.Ops.Elementwise;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>The rest of a division that rounds towards zero, with the sign of the dividend, as C's fmod and C#'s %; broadcast, dtype by promotion.</summary>
        /// <remarks>Exact for floats too, however large the quotient. A float over 0 gives NaN.</remarks>
        /// <exception cref="NumericException">An integer is divided by zero.</exception>
        public Tensor Fmod(Tensor divisor) => Dispatch.Run(new Division<FmodFormula>(default), this, divisor);

        /// <inheritdoc cref="Fmod(Tensor)"/>
        public Tensor Fmod(Scalar divisor) => Fmod(Weak(divisor, this));
    }
}

namespace Lamina.Ops.Elementwise
{
    internal readonly record struct FmodFormula : IDivisionFormula
    {
        public static string Name => "fmod";

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public double Real(double a, double b) => Rest.Of(a, b);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public long Whole(long a, long b)
        {
            if (b == 0)
                throw Rest.ByZero(Name);
            return b == -1 ? 0 : a % b;
        }

        public static Saves Saves(ulong needed) => (needed & 2) != 0 ? Lamina.Ops.Saves.AllInputs : Lamina.Ops.Saves.None;

        public static Tensor?[] Backward(BackwardContext context) =>
            [context.Gradient, context.Needs(1) ? -(context.Gradient * (context.Input(0) / context.Input(1)).Truncate()) : null];
    }
}
