using Lamina.Simd;

namespace Lamina.Cpu.Linalg;

/// <summary>
/// A = V diag(λ) Vᵀ of a symmetric matrix, from its lower triangle: reflections make it tridiagonal, implicit QR steps with
/// Wilkinson's shift make that diagonal. λ ascends.
/// </summary>
/// <remarks>**Source:** Golub and Van Loan, Matrix Computations, 8.3.</remarks>
internal readonly unsafe struct EigenSymmetricFunction : IMatrixFunction
{
    // Steps a value takes: two or three in practice.
    const int Patience = 60;

    public void Run<L>(in MatrixBatch batch, long matrix)
        where L : struct, IVectorLane<L, double>
    {
        long n = batch.Rows;
        double* a = MatrixBatch.Space(ScratchSlot.Kernel0, n * n), z = MatrixBatch.Space(ScratchSlot.Kernel1, n * n), numbers = MatrixBatch.Space(ScratchSlot.Kernel2, 4 * n);
        double* d = numbers, e = numbers + n, taus = numbers + (2 * n), sums = numbers + (3 * n);
        batch.Load(0, matrix, a);
        for (long i = 0; i < n; i++)
        {
            for (long j = 0; j < i; j++)
                a[(j * n) + i] = a[(i * n) + j];
        }

        if (!MatrixBatch.IsFinite(a, n * n))
            throw batch.Refuse(matrix, "holds NaN or ∞, and has no eigenvalues. Look at what made it, or cut such values out.");
        Tridiagonalize<L>(a, d, e, taus, sums, n);
        MakeVectors<L>(a, taus, z, n);
        if (!Diagonalize<L>(d, e, z, n))
            throw batch.Refuse(matrix, "has eigenvalues that the QR steps did not find. Scale it, so that its elements are neither huge nor tiny, or convert it to float64.");
        Sort<L>(d, z, n);
        MatrixBatch.Transpose(z, a, n, n);
        batch.Store(0, matrix, d);
        batch.Store(1, matrix, a);
    }

    // Each reflection stays in the row that it empties.
    static void Tridiagonalize<L>(double* a, double* d, double* e, double* taus, double* p, long n)
        where L : struct, IVectorLane<L, double>
    {
        for (long k = 0; k < n; k++)
        {
            d[k] = a[(k * n) + k];
            if (k == n - 1)
                break;
            long count = n - k - 1;
            double* v = a + (k * n) + k + 1;
            (e[k], taus[k]) = Reflections<L>.Make(v, count);
            if (taus[k] == 0)
                continue;

            // S − v wᵀ − w vᵀ with p = τ S v, w = p − τ/2 (pᵀ v) v.
            for (long i = 0; i < count; i++)
                p[i] = taus[k] * Vectors<L>.Dot(a + ((k + 1 + i) * n) + k + 1, v, count);
            Vectors<L>.AddScaled(p, v, -taus[k] / 2 * Vectors<L>.Dot(p, v, count), count);
            for (long i = 0; i < count; i++)
            {
                double* row = a + ((k + 1 + i) * n) + k + 1;
                Vectors<L>.AddScaled(row, p, -v[i], count);
                Vectors<L>.AddScaled(row, v, -p[i], count);
            }
        }
    }

    static void MakeVectors<L>(double* a, double* taus, double* z, long n)
        where L : struct, IVectorLane<L, double>
    {
        new Span<double>(z, checked((int)(n * n))).Clear();
        for (long j = 0; j < n; j++)
        {
            double* row = z + (j * n);
            row[j] = 1;
            for (long k = Math.Min(j, n - 1) - 1; k >= 0; k--)
                Reflections<L>.Apply(a + (k * n) + k + 1, taus[k], row + k + 1, n - k - 1);
        }
    }

    static bool Diagonalize<L>(double* d, double* e, double* z, long n)
        where L : struct, IVectorLane<L, double>
    {
        const double Epsilon = 1.1102230246251565e-16;
        long high = n - 1, steps = 0;
        while (high > 0)
        {
            for (long i = 0; i < high; i++)
            {
                if (Math.Abs(e[i]) <= Epsilon * (Math.Abs(d[i]) + Math.Abs(d[i + 1])) || Math.Abs(e[i]) < 1e-300)
                    e[i] = 0;
            }

            if (e[high - 1] == 0)
            {
                high--;
                steps = 0;
                continue;
            }

            long low = high - 1;
            while (low > 0 && e[low - 1] != 0)
                low--;
            if (++steps > Patience)
                return false;
            Step<L>(d, e, z, low, high, n);
        }

        return true;
    }

    // One implicit step: a rotation makes a bulge, the others chase it out at the end.
    static void Step<L>(double* d, double* e, double* z, long low, long high, long n)
        where L : struct, IVectorLane<L, double>
    {
        double gap = (d[high - 1] - d[high]) / 2, edge = e[high - 1];
        double shift = d[high] - (edge * (edge / (gap + Math.CopySign(double.Hypot(gap, edge), gap))));
        double x = d[low] - shift, bulge = e[low];
        for (long k = low; k < high; k++)
        {
            double length = double.Hypot(x, bulge), c = length == 0 ? 1 : x / length, s = length == 0 ? 0 : bulge / length;
            if (k > low)
                e[k - 1] = length;
            double first = d[k], second = d[k + 1], between = e[k], both = 2 * c * s * between;
            d[k] = (c * c * first) + both + (s * s * second);
            d[k + 1] = (s * s * first) - both + (c * c * second);
            e[k] = (c * s * (second - first)) + (((c * c) - (s * s)) * between);
            if (k < high - 1)
            {
                x = e[k];
                bulge = s * e[k + 1];
                e[k + 1] *= c;
            }

            Vectors<L>.Rotate(z + (k * n), z + ((k + 1) * n), c, s, n);
        }
    }

    static void Sort<L>(double* d, double* z, long n)
        where L : struct, IVectorLane<L, double>
    {
        for (long i = 0; i < n - 1; i++)
        {
            long least = i;
            for (long j = i + 1; j < n; j++)
                least = d[j] < d[least] ? j : least;
            if (least == i)
                continue;
            (d[i], d[least]) = (d[least], d[i]);
            Vectors<L>.Exchange(z + (i * n), z + (least * n), n);
        }
    }
}
