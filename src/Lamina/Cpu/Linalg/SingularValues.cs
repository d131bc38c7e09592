using Lamina.Simd;

namespace Lamina.Cpu.Linalg;

/// <summary>
/// A = U diag(σ) Vᵀ by one-sided Jacobi rotations: columns are turned against each other until all are orthogonal. A column
/// that rounding alone has left, beside the largest one, counts as 0: its direction means nothing.
/// </summary>
/// <remarks>**Source:** Hestenes, Inversion of matrices by biorthogonalization, 1958; Demmel and Veselić, Jacobi's method is more accurate than QR, 1992.</remarks>
internal static unsafe class SingularValues<L>
    where L : struct, IVectorLane<L, double>
{
    const int Sweeps = 60;

    // What counts as nothing beside the largest column.
    const double Noise = 1e-15;

    /// <summary>Factors columns: <paramref name="u"/> holds n columns of length m ≥ n; it becomes U, <paramref name="v"/> the n columns of V, sorted by σ descending. False if it does not end.</summary>
    public static bool Factor(double* u, double* sigma, double* v, long m, long n)
    {
        new Span<double>(v, checked((int)(n * n))).Clear();
        for (long i = 0; i < n; i++)
            v[(i * n) + i] = 1;
        bool done = n < 2;
        for (int sweep = 0; sweep < Sweeps && !done; sweep++)
            done = !Sweep(u, sigma, v, m, n);
        for (long i = 0; i < n; i++)
            sigma[i] = Vectors<L>.Length(u + (i * m), m);
        Sort(u, sigma, v, m, n);
        for (long i = 0; i < n; i++)
        {
            if (sigma[i] > Noise * sigma[0])
                Vectors<L>.Scale(u + (i * m), 1 / sigma[i], m);
            else
                Complete(u, i, m);
        }

        return done;
    }

    // Turns every pair of columns once; true if any was not orthogonal yet. The squares of lengths are kept meanwhile.
    static bool Sweep(double* u, double* squares, double* v, long m, long n)
    {
        // What rounding leaves of the product of two orthogonal columns.
        double tolerance = 4.4e-16 * Math.Sqrt(m);
        bool turned = false;
        double floor = 0;
        for (long i = 0; i < n; i++)
        {
            squares[i] = Vectors<L>.Dot(u + (i * m), u + (i * m), m);
            floor = Math.Max(floor, squares[i]);
        }

        floor *= Noise * Noise;
        for (long p = 0; p < n - 1; p++)
        {
            for (long q = p + 1; q < n; q++)
            {
                double product = Vectors<L>.Dot(u + (p * m), u + (q * m), m), a = squares[p], b = squares[q];
                if (!(Math.Abs(product) > tolerance * Math.Sqrt(a) * Math.Sqrt(b)) || Math.Min(a, b) <= floor)
                    continue;
                turned = true;
                double zeta = (b - a) / (2 * product), tangent = Math.CopySign(1 / (Math.Abs(zeta) + double.Hypot(1, zeta)), zeta);
                double cos = 1 / double.Hypot(1, tangent), sin = cos * tangent;
                Vectors<L>.Rotate(u + (p * m), u + (q * m), cos, -sin, m);
                Vectors<L>.Rotate(v + (p * n), v + (q * n), cos, -sin, n);
                squares[p] = Math.Max(0, a - (tangent * product));
                squares[q] = Math.Max(0, b + (tangent * product));
            }
        }

        return turned;
    }

    static void Sort(double* u, double* sigma, double* v, long m, long n)
    {
        for (long i = 0; i < n - 1; i++)
        {
            long most = i;
            for (long j = i + 1; j < n; j++)
                most = sigma[j] > sigma[most] ? j : most;
            if (most == i)
                continue;
            (sigma[i], sigma[most]) = (sigma[most], sigma[i]);
            Vectors<L>.Exchange(u + (i * m), u + (most * m), m);
            Vectors<L>.Exchange(v + (i * n), v + (most * n), n);
        }
    }

    // A column of length 0 becomes one orthogonal to those before it: of the axes, the one that leaves the most.
    static void Complete(double* u, long i, long m)
    {
        double* column = u + (i * m);
        for (long axis = 0; axis < m; axis++)
        {
            new Span<double>(column, checked((int)m)).Clear();
            column[axis] = 1;
            for (int pass = 0; pass < 2; pass++)
            {
                for (long j = 0; j < i; j++)
                    Vectors<L>.AddScaled(column, u + (j * m), -Vectors<L>.Dot(column, u + (j * m), m), m);
            }

            double length = Vectors<L>.Length(column, m);
            if (length * length * 2 * m < 1)
                continue;
            Vectors<L>.Scale(column, 1 / length, m);
            return;
        }
    }
}
