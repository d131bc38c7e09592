using Xunit;

namespace Lamina.Training.Tests;

public class CovarianceFactorTests
{
    [Fact]
    public void The_factor_times_its_transpose_is_the_matrix_though_it_be_singular()
    {
        foreach ((int n, int rank) in ((int, int)[])[(1, 1), (2, 1), (3, 3), (8, 5), (33, 33), (33, 20), (4, 0)])
        {
            Tensor columns = Tensor.From<double>([.. Enumerable.Range(0, n * rank).Select(i => Math.Sin(i + 1))], [n, rank]), a = columns.MatMul(columns.T);
            Tensor l = CovarianceFactor.Of(a);
            Assert.InRange((l.MatMul(l.T) - a).Abs().Max().ToDouble(), 0, 1e-12);
            Assert.Equal(l.Tril().ToArray<double>(), l.ToArray<double>());
        }
    }
}
