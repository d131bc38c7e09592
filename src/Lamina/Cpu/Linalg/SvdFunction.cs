using Lamina.Simd;

namespace Lamina.Cpu.Linalg;

/// <summary>U [m, k], σ [k] and Vᵀ [k, n] of a matrix [m, n], k = min(m, n); or its pseudoinverse.</summary>
internal readonly unsafe struct SvdFunction(double? cutoff = null) : IMatrixFunction
{
    public void Run<L>(in MatrixBatch batch, long matrix)
        where L : struct, IVectorLane<L, double>
    {
        bool wide = batch.Rows < batch.Columns;
        long m = Math.Max(batch.Rows, batch.Columns), n = Math.Min(batch.Rows, batch.Columns);
        double* u = MatrixBatch.Space(ScratchSlot.Kernel0, m * n), v = MatrixBatch.Space(ScratchSlot.Kernel1, (m * n) + (n * n));
        double* sigma = MatrixBatch.Space(ScratchSlot.Kernel2, n + (n * n)), space = v + (n * n);

        // The columns of a wide matrix' transpose are its rows.
        if (wide)
            batch.Load(0, matrix, u);
        else
            batch.LoadColumns(matrix, u, space);
        if (!MatrixBatch.IsFinite(u, m * n))
            throw batch.Refuse(matrix, "holds NaN or ∞, and has no singular values. Look at what made it, or cut such values out.");
        if (!Factor<L>(u, sigma, v, m, n))
            throw batch.Refuse(matrix, "has singular values that the rotations did not find. Scale it, so that its elements are neither huge nor tiny.");
        if (cutoff is { } relative)
        {
            Invert<L>(batch, matrix, relative, u, sigma, v, space, m, n);
            return;
        }

        batch.Store(1, matrix, sigma);
        if (wide)
        {
            // Aᵀ = U σ Vᵀ, so A = V σ Uᵀ.
            batch.Store(2, matrix, u);
            MatrixBatch.Transpose(v, space, n, n);
            batch.Store(0, matrix, space);
        }
        else
        {
            batch.Store(2, matrix, v);
            MatrixBatch.Transpose(u, space, n, m);
            batch.Store(0, matrix, space);
        }
    }

    static bool Factor<L>(double* u, double* sigma, double* v, long m, long n)
        where L : struct, IVectorLane<L, double>
    {
        if (m <= 2 * n || n < 2)
            return SingularValues<L>.Factor(u, sigma, v, m, n);

        // A = Q R; the columns of R are turned, then taken through Q.
        double* taus = MatrixBatch.Space(ScratchSlot.Kernel3, n + (2 * n * n)), r = taus + n, columns = r + (n * n);
        QrFunction.Factor<L>(u, taus, r, m, n);
        MatrixBatch.Transpose(r, columns, n, n);
        if (!SingularValues<L>.Factor(columns, sigma, v, n, n))
            return false;
        double* q = v + (n * n);
        for (long j = 0; j < n; j++)
        {
            double* column = q + (j * m);
            new Span<double>(column, checked((int)m)).Clear();
            new Span<double>(columns + (j * n), (int)n).CopyTo(new Span<double>(column, (int)n));
            for (long i = n - 1; i >= 0; i--)
                Reflections<L>.Apply(u + (i * m) + i, taus[i], column + i, m - i);
        }

        new Span<double>(q, checked((int)(m * n))).CopyTo(new Span<double>(u, (int)(m * n)));
        return true;
    }

    // Σ v uᵀ / σ over the singular values that count.
    static void Invert<L>(in MatrixBatch batch, long matrix, double relative, double* u, double* sigma, double* v, double* result, long m, long n)
        where L : struct, IVectorLane<L, double>
    {
        bool wide = batch.Rows < batch.Columns;
        new Span<double>(result, checked((int)(m * n))).Clear();
        for (long k = 0; k < n && sigma[k] > relative * sigma[0]; k++)
        {
            for (long i = 0; i < n; i++)
                Vectors<L>.AddScaled(result + (i * m), u + (k * m), v[(k * n) + i] / sigma[k], m);
        }

        if (wide)
        {
            MatrixBatch.Transpose(result, u, n, m);
            result = u;
        }

        batch.Store(0, matrix, result);
    }
}
