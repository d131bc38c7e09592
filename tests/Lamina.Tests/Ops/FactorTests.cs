using Lamina.TestKit;

namespace Lamina.Tests.Ops;

/// <summary>What factorizations promise of larger matrices, of matrices that lack rank, and of those that have no factors.</summary>
public sealed class FactorTests
{
    [Theory]
    [InlineData(90, 60)]
    [InlineData(60, 90)]
    [InlineData(200, 40)]
    [InlineData(64, 64)]
    public void Singular_vectors_are_orthonormal_and_give_the_matrix_back(int rows, int columns)
    {
        Tensor a = Numbers(rows, columns);
        (Tensor u, Tensor s, Tensor vt) = a.Svd();
        Near(a, (u * s.Unsqueeze(-2)).MatMul(vt), 1e-12);
        Near(Tensor.Eye(s.Count, null, DType.Float64), u.T.MatMul(u), 1e-13);
        Near(Tensor.Eye(s.Count, null, DType.Float64), vt.MatMul(vt.T), 1e-13);
        double[] values = s.ToArray<double>();
        Assert.Equal(values.OrderDescending(), values);
    }

    [Fact]
    public void A_matrix_that_lacks_rank_has_orthonormal_vectors_all_the_same()
    {
        Tensor a = Numbers(12, 3).MatMul(Numbers(3, 8));
        (Tensor u, Tensor s, Tensor vt) = a.Svd();
        Near(a, (u * s.Unsqueeze(-2)).MatMul(vt), 1e-13);
        Near(Tensor.Eye(8, null, DType.Float64), u.T.MatMul(u), 1e-12);
        Assert.All(s.ToArray<double>()[3..], value => Assert.InRange(value, 0, 1e-13));
        Assert.Equal(3, a.MatrixRank().ToInt64());
        Tensor inverse = a.PseudoInverse();
        Near(a, a.MatMul(inverse).MatMul(a), 1e-12);
        Near(inverse, inverse.MatMul(a).MatMul(inverse), 1e-12);
        Near(Tensor.Zeros([4, 6], DType.Float64), Tensor.Zeros([6, 4], DType.Float64).PseudoInverse(), 0);
        Near(Tensor.Eye(4, null, DType.Float64), Tensor.Zeros([6, 4], DType.Float64).Svd().U.T.MatMul(Tensor.Zeros([6, 4], DType.Float64).Svd().U), 1e-15);
    }

    [Fact]
    public void Equal_eigenvalues_have_orthonormal_vectors()
    {
        Tensor q = Numbers(40, 40).Qr().Q, values = Tensor.From<double>([.. Enumerable.Range(0, 40).Select(i => (double)(i / 10))], [40]);
        Tensor a = (q * values).MatMul(q.T);
        (Tensor found, Tensor vectors) = a.EigenSymmetric();
        Near(values, found, 1e-13);
        Near(Tensor.Eye(40, null, DType.Float64), vectors.T.MatMul(vectors), 1e-13);
        Near(a, (vectors * found.Unsqueeze(-2)).MatMul(vectors.T), 1e-13);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(33)]
    [InlineData(130)]
    public void Eigenvalues_of_second_differences_are_known(int n)
    {
        // The matrix with 2 on and −1 beside the diagonal, here turned by a reflection, so that it is full.
        Tensor index = Tensor.Arange(0, n, dtype: DType.Float64), apart = (index.Unsqueeze(1) - index).Abs(), eye = Tensor.Eye(n, null, DType.Float64);
        Tensor second = (2 * eye) - apart.EqualTo(1).To(DType.Float64), u = (index + 1).Sin().Unsqueeze(1), turn = eye - (u.MatMul(u.T) * 2 / u.Square().Sum());
        Tensor a = turn.MatMul(second).MatMul(turn), known = 2 - (2 * ((index + 1) * Math.PI / (n + 1)).Cos());
        Near(known, a.EigenvaluesSymmetric(), 1e-13);
        Near(known, a.EigenSymmetric().Values, 1e-13);

        // Only the lower triangle is looked at.
        Near(known, a.Tril().EigenvaluesSymmetric(), 1e-13);
    }

    [Fact]
    public void Values_alone_are_those_that_come_with_vectors()
    {
        Tensor a = Tensor.Zeros([5, 5], DType.Float64), b = Numbers(40, 40);
        Near(Tensor.Zeros([5], DType.Float64), a.EigenvaluesSymmetric(), 0);
        Near((b + b.T).EigenSymmetric().Values, (b + b.T).EigenvaluesSymmetric(), 0);
    }

    [Fact]
    public void A_pivot_of_zero_is_exchanged()
    {
        Tensor a = Tensor.From([[0.0, 2], [3, 1]]);
        Assert.Equal(-6, a.Determinant().ToDouble(), 1e-15);
        Assert.Equal(-1, a.LogDeterminant().Sign.ToDouble());
        Near(Tensor.From(1.0, 2), a.Solve(Tensor.From(4.0, 5)), 1e-15);
    }

    [Fact]
    public void Matrices_without_factors_are_refused_with_a_reason()
    {
        Tensor singular = Tensor.From([[1.0, 2], [2, 4]]), nothing = Tensor.From([[double.NaN, 0], [0, 1]]);
        Assert.Equal(0, singular.Determinant().ToDouble());
        Assert.Equal(double.NegativeInfinity, singular.LogDeterminant().LogAbs.ToDouble());
        Assert.Contains("singular", Assert.Throws<NumericException>(() => singular.Inverse()).Message, StringComparison.Ordinal);
        Assert.Contains("matrix 1", Assert.Throws<NumericException>(() => Tensor.Stack([Tensor.Eye(2, null, DType.Float64), singular]).Inverse()).Message, StringComparison.Ordinal);
        Assert.Contains("positive definite", Assert.Throws<NumericException>(() => (-singular).Cholesky()).Message, StringComparison.Ordinal);
        Assert.Throws<NumericException>(() => nothing.EigenSymmetric());
        Assert.Throws<NumericException>(() => nothing.EigenvaluesSymmetric());
        Assert.Throws<NumericException>(() => nothing.Svd());
        Assert.True(double.IsNaN(nothing.Determinant().ToDouble()));
    }

    [Fact]
    public void Special_functions_have_their_limits_and_known_values()
    {
        double Of(Func<Tensor, Tensor> f, double x) => f(Tensor.From(x)).ToDouble();
        Assert.Equal(Math.Log(24), Of(x => x.Lgamma(), 5), 4e-14);
        Assert.Equal(0.5 * Math.Log(Math.PI), Of(x => x.Lgamma(), 0.5), 4e-14);
        Assert.Equal(Math.Log(2 * Math.Sqrt(Math.PI)), Of(x => x.Lgamma(), -0.5), 2e-14);
        Assert.Equal(double.PositiveInfinity, Of(x => x.Lgamma(), -3));
        Assert.Equal(-0.57721566490153286, Of(x => x.Digamma(), 1), 4e-14);
        Assert.Equal(0.036489973978576520, Of(x => x.Digamma(), -0.5), 4e-14);
        Assert.True(double.IsNaN(Of(x => x.Digamma(), -2)));
        Assert.Equal(Math.PI * Math.PI / 6, Of(x => x.Polygamma(1), 1), 4e-14);
        Assert.Equal(Math.PI * Math.PI / 2, Of(x => x.Polygamma(1), 0.5), 1e-13);
        Assert.Equal((Math.PI * Math.PI / 2) + 4, Of(x => x.Polygamma(1), -0.5), 1e-13);
        Assert.Equal(double.PositiveInfinity, Of(x => x.Erfinv(), 1));
        Assert.True(double.IsNaN(Of(x => x.Erfinv(), 1.5)));
        foreach (double y in (double[])[1e-12, 1e-5, 0.3, 0.9, 0.999, -0.5])
            Assert.Equal(y, Of(x => x.Erfinv().Erf(), y), 4e-15);

        // erfc(5) = 1.5374597944280349e-12, erfc(4) = 1.541725790028002e-8.
        Assert.Equal(5, Of(x => x.Erfinv(), 1 - 1.5374597944280349e-12), 1e-4);
        Assert.Equal(4, Of(x => x.Erfinv(), 1 - 1.541725790028002e-8), 1e-8);
        Assert.Throws<NumericException>(() => Tensor.Zeros([1]).Polygamma(21));
    }

    static Tensor Numbers(long rows, long columns) => Tensor.From<double>(Samples.Values([rows, columns], DType.Float64, (-1, 1), (int)(rows + columns)).Values, [rows, columns]);

    static void Near(Tensor expected, Tensor found, double tolerance)
    {
        Assert.Equal(expected.Shape, found.Shape);
        Assert.InRange((expected - found).Abs().Max().ToDouble(), 0, tolerance);
    }
}
