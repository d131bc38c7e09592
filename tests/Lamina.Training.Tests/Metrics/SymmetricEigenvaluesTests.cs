using Xunit;

namespace Lamina.Training.Tests;

public class SymmetricEigenvaluesTests
{
    [Fact]
    public void Those_of_second_differences_are_known()
    {
        // 2 − 2·cos(kπ/(n + 1)), of the matrix with 2 on and −1 beside the diagonal; here turned by a reflection, so that it is full.
        foreach (int n in (int[])[1, 2, 3, 8, 33])
        {
            double[] a = new double[n * n], u = [.. Enumerable.Range(0, n).Select(i => Math.Sin(i + 1))];
            double norm = u.Sum(x => x * x);
            double Turn(int i, int j) => (i == j ? 1 : 0) - (2 * u[i] * u[j] / norm);
            double Second(int i, int j) => i == j ? 2 : Math.Abs(i - j) == 1 ? -1 : 0;
            for (int i = 0; i < n * n; i++)
            {
                for (int j = 0; j < n * n; j++)
                    a[i] += Turn(i / n, j / n) * Second(j / n, j % n) * Turn(j % n, i % n);
            }

            double[] l = SymmetricEigenvalues.Factor(a, n);
            for (int i = 0; i < n * n; i++)
                Assert.Equal(a[i], Enumerable.Range(0, n).Sum(k => l[(i / n * n) + k] * l[(i % n * n) + k]), 12);
            double[] values = [.. SymmetricEigenvalues.Of(a, n).Order()];
            for (int k = 0; k < n; k++)
                Assert.Equal(2 - (2 * Math.Cos((k + 1) * Math.PI / (n + 1))), values[k], 12);
        }
    }
}
