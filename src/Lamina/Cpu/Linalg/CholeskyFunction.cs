using Lamina.Simd;

namespace Lamina.Cpu.Linalg;

/// <summary>The lower L of A = L Lᵀ, from the lower triangle of A, row by row.</summary>
internal readonly unsafe struct CholeskyFunction : IMatrixFunction
{
    public void Run<L>(in MatrixBatch batch, long matrix)
        where L : struct, IVectorLane<L, double>
    {
        long n = batch.Rows;
        double* a = MatrixBatch.Space(ScratchSlot.Kernel0, n * n);
        batch.Load(0, matrix, a);
        for (long i = 0; i < n; i++)
        {
            double* row = a + (i * n);
            for (long j = 0; j < i; j++)
                row[j] = (row[j] - Vectors<L>.Dot(row, a + (j * n), j)) / a[(j * n) + j];
            double rest = row[i] - Vectors<L>.Dot(row, row, i);
            if (!(rest > 0))
                throw batch.Refuse(matrix, $"is not positive definite: its leading part of size {i + 1} leaves {rest} under the root. Make it symmetric, or add a little to the diagonal.");
            row[i] = Math.Sqrt(rest);
            for (long j = i + 1; j < n; j++)
                row[j] = 0;
        }

        batch.Store(0, matrix, a);
    }
}
