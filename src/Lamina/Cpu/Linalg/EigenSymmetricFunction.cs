using Lamina.Simd;

namespace Lamina.Cpu.Linalg;

/// <summary>
/// A = V diag(λ) Vᵀ of a symmetric matrix, from its lower triangle: reflections make it tridiagonal, implicit QR steps with
/// Wilkinson's shift make that diagonal. λ ascends. Without vectors the work is the reflections' alone.
/// </summary>
/// <remarks>**Source:** Golub and Van Loan, Matrix Computations, 8.3.</remarks>
internal readonly unsafe struct EigenSymmetricFunction(bool vectors) : IMatrixFunction
{
    // Steps a value takes: two or three in practice.
    const int Patience = 60;

    public void Run<L>(in MatrixBatch batch, long matrix)
        where L : struct, IVectorLane<L, double>
    {
        long n = batch.Rows;
        double* a = MatrixBatch.Space(ScratchSlot.Kernel0, n * n), z = vectors ? MatrixBatch.Space(ScratchSlot.Kernel1, n * n) : null, numbers = MatrixBatch.Space(ScratchSlot.Kernel2, 5 * n);
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
        if (vectors)
            MakeVectors<L>(a, taus, z, n);
        if (!Diagonalize<L>(d, e, z, n))
            throw batch.Refuse(matrix, "has eigenvalues that the QR steps did not find. Scale it, so that its elements are neither huge nor tiny, or convert it to float64.");
        Sort<L>(d, z, n);
        batch.Store(0, matrix, d);
        if (!vectors)
            return;
        MatrixBatch.Transpose(z, a, n, n);
        batch.Store(1, matrix, a);
    }

    // The upper triangle alone, each reflection kept in the row that it empties: S − v wᵀ − w vᵀ with p = τ S v, w = p − τ/2 (pᵀ v) v.
    // A row takes what the reflection before does to it when this one's product S v comes by, so that a large matrix is read once for each.
    static void Tridiagonalize<L>(double* a, double* d, double* e, double* taus, double* sums, long n)
        where L : struct, IVectorLane<L, double>
    {
        for (long k = 0; k < n; k++)
        {
            double* v = a + (k * n), p = sums + (k % 2 * n), w = sums + ((k + 1) % 2 * n);
            if (k > 0)
                Update<L>(a, w, k - 1, k, n);
            d[k] = v[k];
            if (k == n - 1)
                break;
            long first = k + 1, count = n - first;
            (e[k], taus[k]) = Reflections<L>.Make(v + first, count);
            new Span<double>(p + first, checked((int)count)).Clear();
            for (long i = first; i < n; i++)
            {
                if (k > 0)
                    Update<L>(a, w, k - 1, i, n);
                double* row = a + (i * n);
                p[i] += Vectors<L>.Dot(row + i, v + i, n - i);
                Vectors<L>.AddScaled(p + i + 1, row + i + 1, v[i], n - i - 1);
            }

            Vectors<L>.Scale(p + first, taus[k], count);
            Vectors<L>.AddScaled(p + first, v + first, -taus[k] / 2 * Vectors<L>.Dot(p + first, v + first, count), count);
        }
    }

    // Row i from the diagonal on, after the reflection of row k.
    static void Update<L>(double* a, double* w, long k, long i, long n)
        where L : struct, IVectorLane<L, double>
    {
        double* row = a + (i * n), v = a + (k * n);
        Vectors<L>.AddScaled(row + i, w + i, -v[i], n - i);
        Vectors<L>.AddScaled(row + i, v + i, -w[i], n - i);
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

            if (z != null)
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
            if (z != null)
                Vectors<L>.Exchange(z + (i * n), z + (least * n), n);
        }
    }
}
