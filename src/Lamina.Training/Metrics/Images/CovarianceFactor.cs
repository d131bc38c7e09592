using System.Numerics.Tensors;

namespace Lamina.Training;

/// <summary>The factor of a covariance, which may be singular where <see cref="Tensor.Cholesky"/> wants a positive definite matrix.</summary>
internal static class CovarianceFactor
{
    /// <summary>A lower triangular L with A = L·Lᵀ; what is rounding alone counts as 0.</summary>
    public static Tensor Of(Tensor covariance)
    {
        int n = (int)covariance.Shape[0];
        double[] a = covariance.ToArray<double>(), l = new double[n * n];
        double largest = 0;
        for (int i = 0; i < n; i++)
            largest = Math.Max(largest, a[(i * n) + i]);
        double floor = largest * n * 2.2e-16;
        for (int j = 0; j < n; j++)
        {
            Span<double> row = l.AsSpan(j * n, j);
            double pivot = a[(j * n) + j] - TensorPrimitives.Dot<double>(row, row);
            if (pivot <= floor)
                continue;
            double root = Math.Sqrt(pivot);
            l[(j * n) + j] = root;
            for (int i = j + 1; i < n; i++)
                l[(i * n) + j] = (a[(i * n) + j] - TensorPrimitives.Dot<double>(l.AsSpan(i * n, j), row)) / root;
        }

        return Tensor.From<double>(l, covariance.Shape);
    }
}
