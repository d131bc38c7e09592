using Lamina.Simd;

namespace Lamina.Cpu.Linalg;

/// <summary>Householder's reflections H = I − τ v vᵀ, with v₀ = 1 and LAPACK's signs.</summary>
internal static unsafe class Reflections<L>
    where L : struct, IVectorLane<L, double>
{
    /// <summary>Makes of x the v whose H takes x to (β, 0, …, 0); gives β and τ. An x that has that form already stays, with τ = 0.</summary>
    public static (double Beta, double Tau) Make(double* x, long count)
    {
        double first = x[0], rest = Vectors<L>.Length(x + 1, count - 1);
        x[0] = 1;
        if (rest == 0)
            return (first, 0);
        double beta = -Math.CopySign(double.Hypot(first, rest), first);
        Vectors<L>.Scale(x + 1, 1 / (first - beta), count - 1);
        return (beta, (beta - first) / beta);
    }

    /// <summary>y = H y.</summary>
    public static void Apply(double* v, double tau, double* y, long count)
    {
        if (tau != 0)
            Vectors<L>.AddScaled(y, v, -tau * Vectors<L>.Dot(v, y, count), count);
    }
}
