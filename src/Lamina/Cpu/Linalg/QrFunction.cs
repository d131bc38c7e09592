using Lamina.Simd;

namespace Lamina.Cpu.Linalg;

/// <summary>A = Q R with reflections: Q [m, k] with orthonormal columns, R [k, n] upper, k = min(m, n).</summary>
internal readonly unsafe struct QrFunction : IMatrixFunction
{
    public void Run<L>(in MatrixBatch batch, long matrix)
        where L : struct, IVectorLane<L, double>
    {
        long m = batch.Rows, n = batch.Columns, k = Math.Min(m, n);
        double* a = MatrixBatch.Space(ScratchSlot.Kernel0, m * n), q = MatrixBatch.Space(ScratchSlot.Kernel1, Math.Max(m * n, m * k));
        double* r = MatrixBatch.Space(ScratchSlot.Kernel2, Math.Max(k * n, m * k)), taus = MatrixBatch.Space(ScratchSlot.Kernel3, k);
        batch.LoadColumns(matrix, a, q);
        Factor<L>(a, taus, r, m, n);
        batch.Store(1, matrix, r);
        MakeQ<L>(a, taus, q, m, n);
        MatrixBatch.Transpose(q, r, k, m);
        batch.Store(0, matrix, r);
    }

    /// <summary>Leaves the reflections in the columns of a, their τ beside, and R row by row.</summary>
    public static void Factor<L>(double* a, double* taus, double* r, long m, long n)
        where L : struct, IVectorLane<L, double>
    {
        long k = Math.Min(m, n);
        new Span<double>(r, checked((int)(k * n))).Clear();
        for (long i = 0; i < n; i++)
        {
            double* column = a + (i * m);
            if (i < k)
            {
                (double beta, taus[i]) = Reflections<L>.Make(column + i, m - i);
                for (long j = i + 1; j < n; j++)
                    Reflections<L>.Apply(column + i, taus[i], a + (j * m) + i, m - i);
                r[(i * n) + i] = beta;
            }

            for (long row = 0; row < Math.Min(i, k); row++)
                r[(row * n) + i] = column[row];
        }
    }

    /// <summary>The columns of Q, one after the other, from the reflections.</summary>
    public static void MakeQ<L>(double* a, double* taus, double* q, long m, long n)
        where L : struct, IVectorLane<L, double>
    {
        long k = Math.Min(m, n);
        new Span<double>(q, checked((int)(k * m))).Clear();
        for (long j = 0; j < k; j++)
        {
            q[(j * m) + j] = 1;
            for (long i = j; i >= 0; i--)
                Reflections<L>.Apply(a + (i * m) + i, taus[i], q + (j * m) + i, m - i);
        }
    }
}
