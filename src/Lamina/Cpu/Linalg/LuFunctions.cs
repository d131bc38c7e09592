using Lamina.Simd;

namespace Lamina.Cpu.Linalg;

/// <summary>X of A X = B.</summary>
internal readonly unsafe struct SolveFunction : IMatrixFunction
{
    public void Run<L>(in MatrixBatch batch, long matrix)
        where L : struct, IVectorLane<L, double>
    {
        long n = batch.Rows, columns = batch.RightColumns;
        double* a = MatrixBatch.Space(ScratchSlot.Kernel0, n * n), b = MatrixBatch.Space(ScratchSlot.Kernel1, n * columns), x = MatrixBatch.Space(ScratchSlot.Kernel2, n * columns);
        long* order = (long*)MatrixBatch.Space(ScratchSlot.Kernel3, n);
        batch.Load(0, matrix, a);
        batch.Load(1, matrix, b);
        LuFactors<L>.Factor(a, order, n);
        for (long i = 0; i < n; i++)
        {
            if (a[(i * n) + i] == 0)
                throw batch.Refuse(matrix, $"is singular (pivot {i} is 0), so that it has no inverse. Use `PseudoInverse` or `LeastSquares`, or add a little to the diagonal.");
            new Span<double>(b + (order[i] * columns), checked((int)columns)).CopyTo(new Span<double>(x + (i * columns), (int)columns));
        }

        LuFactors<L>.Substitute(a, x, n, columns, upper: false, unit: true);
        LuFactors<L>.Substitute(a, x, n, columns, upper: true, unit: false);
        batch.Store(0, matrix, x);
    }
}

/// <summary>X of T X = B for a triangular T.</summary>
internal readonly unsafe struct SolveTriangularFunction(bool upper, bool unit) : IMatrixFunction
{
    public void Run<L>(in MatrixBatch batch, long matrix)
        where L : struct, IVectorLane<L, double>
    {
        long n = batch.Rows, columns = batch.RightColumns;
        double* t = MatrixBatch.Space(ScratchSlot.Kernel0, n * n), x = MatrixBatch.Space(ScratchSlot.Kernel1, n * columns);
        batch.Load(0, matrix, t);
        batch.Load(1, matrix, x);
        LuFactors<L>.Substitute(t, x, n, columns, upper, unit);
        batch.Store(0, matrix, x);
    }
}

/// <summary>The determinant; or its sign and the logarithm of its magnitude.</summary>
internal readonly unsafe struct DeterminantFunction(bool logarithm) : IMatrixFunction
{
    public void Run<L>(in MatrixBatch batch, long matrix)
        where L : struct, IVectorLane<L, double>
    {
        long n = batch.Rows;
        double* a = MatrixBatch.Space(ScratchSlot.Kernel0, n * n);
        batch.Load(0, matrix, a);
        double sign = LuFactors<L>.Factor(a, (long*)MatrixBatch.Space(ScratchSlot.Kernel1, n), n), product = 1, sum = 0;
        for (long i = 0; i < n; i++)
        {
            double pivot = a[(i * n) + i];
            product *= pivot;
            sum += Math.Log(Math.Abs(pivot));
            sign *= pivot == 0 ? 0 : double.IsNaN(pivot) ? pivot : Math.Sign(pivot);
        }

        if (!logarithm)
        {
            // The sign holds that of the pivots already.
            product = sign == 0 ? 0 : Math.Abs(product) * sign;
            batch.Store(0, matrix, &product);
            return;
        }

        batch.Store(0, matrix, &sign);
        batch.Store(1, matrix, &sum);
    }
}
