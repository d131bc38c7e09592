using System.Numerics.Tensors;

namespace Lamina.Training;

/// <summary>The eigenvalues of a symmetric matrix, and the factor of a covariance.</summary>
internal static class SymmetricEigenvalues
{
    /// <summary>A lower triangular L with A = L·Lᵀ, of a matrix that may be singular: what is rounding alone counts as 0.</summary>
    public static double[] Factor(double[] a, int n)
    {
        double[] l = new double[n * n];
        double largest = 0;
        for (int i = 0; i < n; i++)
            largest = Math.Max(largest, a[(i * n) + i]);
        double floor = largest * n * 2.2e-16;
        for (int j = 0; j < n; j++)
        {
            Span<double> row = l.AsSpan(j * n, j);
            double pivot = a[(j * n) + j] - Dot(row, row);
            if (pivot <= floor)
                continue;
            double root = Math.Sqrt(pivot);
            l[(j * n) + j] = root;
            for (int i = j + 1; i < n; i++)
                l[(i * n) + j] = (a[(i * n) + j] - Dot(l.AsSpan(i * n, j), row)) / root;
        }

        return l;
    }

    /// <summary>The eigenvalues, in no order. The matrix is written over.</summary>
    /// <remarks>
    /// Reflections bring it to three diagonals, and rotations with shifts to one. Source: G. H. Golub, C. F. Van Loan, Matrix Computations, 8.3.
    /// </remarks>
    public static double[] Of(double[] a, int n)
    {
        double[] diagonal = new double[n], beside = new double[n], v = new double[n], p = new double[n];
        for (int k = 0; k < n - 2; k++)
        {
            double norm = 0;
            for (int i = k + 1; i < n; i++)
                norm += a[(i * n) + k] * a[(i * n) + k];
            norm = Math.Sqrt(norm);
            double first = a[((k + 1) * n) + k], alpha = first > 0 ? -norm : norm;
            beside[k] = alpha;
            double scale = norm * (norm + Math.Abs(first));
            if (scale == 0)
                continue;
            for (int i = k + 1; i < n; i++)
                v[i] = a[(i * n) + k] - (i == k + 1 ? alpha : 0);
            double half = 0;
            for (int i = k + 1; i < n; i++)
            {
                p[i] = Dot(a.AsSpan((i * n) + k + 1, n - k - 1), v.AsSpan(k + 1, n - k - 1)) / scale;
                half += p[i] * v[i];
            }

            half /= 2 * scale;
            for (int i = k + 1; i < n; i++)
                p[i] -= half * v[i];
            for (int i = k + 1; i < n; i++)
            {
                Span<double> row = a.AsSpan((i * n) + k + 1, n - k - 1);
                TensorPrimitives.MultiplyAdd(p.AsSpan(k + 1), -v[i], row, row);
                TensorPrimitives.MultiplyAdd(v.AsSpan(k + 1), -p[i], row, row);
            }
        }

        for (int i = 0; i < n; i++)
            diagonal[i] = a[(i * n) + i];
        if (n > 1)
            beside[n - 2] = a[((n - 1) * n) + n - 2];
        Rotate(diagonal, beside);
        return diagonal;
    }

    static void Rotate(double[] d, double[] e)
    {
        for (int low = 0; low < d.Length; low++)
        {
            while (true)
            {
                int m = low;
                while (m < d.Length - 1 && Math.Abs(e[m]) > 1.1e-16 * (Math.Abs(d[m]) + Math.Abs(d[m + 1])))
                    m++;
                if (m == low)
                    break;
                double g = (d[low + 1] - d[low]) / (2 * e[low]), r = Math.Sqrt((g * g) + 1), s = 1, c = 1, shift = 0;
                bool isSplit = false;
                g = d[m] - d[low] + (e[low] / (g + Math.CopySign(r, g)));
                for (int i = m - 1; i >= low; i--)
                {
                    double f = s * e[i], b = c * e[i];
                    r = Math.Sqrt((f * f) + (g * g));
                    e[i + 1] = r;
                    if (isSplit = r == 0)
                    {
                        d[i + 1] -= shift;
                        break;
                    }

                    (s, c) = (f / r, g / r);
                    g = d[i + 1] - shift;
                    r = ((d[i] - g) * s) + (2 * c * b);
                    shift = s * r;
                    d[i + 1] = g + shift;
                    g = (c * r) - b;
                }

                if (!isSplit)
                {
                    d[low] -= shift;
                    e[low] = g;
                }

                e[m] = 0;
            }
        }
    }

    static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b) => TensorPrimitives.Dot(a, b);
}
