namespace Lamina.Tests.Ops;

/// <summary>What the catalogue's cases of elementwise ops do not say: corners of derivatives, errors, single answers.</summary>
public sealed class ElementwiseTests
{
    [Fact]
    public void Derivatives_at_corners_are_those_of_PyTorch()
    {
        Slopes(x => x.Relu(), (0, 0));
        Slopes(x => x.LeakyRelu(0.2), (0, 0.2));
        Slopes(x => x.Relu6(), (0, 0), (6, 0));
        Slopes(x => x.Elu(0.5), (0, 0.5));
        Slopes(x => x.Celu(0.5), (0, 1));
        Slopes(x => x.Selu(), (0, 1.7580993408473766));
        Slopes(x => x.Hardtanh(), (-1, 0), (1, 0));
        Slopes(x => x.Clamp(-1, 1), (-1, 1), (1, 1), (2, 0));
        Slopes(x => x.Hardswish(), (-3, -0.5), (3, 1.5));
        Slopes(x => x.Hardsigmoid(), (-3, 0), (3, 0));
        Slopes(x => x.Softshrink(), (-0.5, 0), (0.5, 0));
        Slopes(x => x.Hardshrink(), (-0.5, 0), (0.5, 0));
        Slopes(x => x.Threshold(0.5, 3), (0.5, 0));
        Slopes(x => x.LogSigmoid(), (0, 0.5));
        Slopes(x => x.Softsign(), (0, 1));
        Slopes(x => x.Abs(), (0, 0));
        Slopes(x => x.Sign(), (0, 0), (2, 0));
        Slopes(x => x.Pow(0), (0, 0), (3, 0));
        Slopes(x => x.Pow(4), (0, 0), (2, 32));
        Slopes(x => Tensor.Maximum(x, 1), (1, 0.5), (2, 1), (0, 0));
        Slopes(x => Tensor.Minimum(x, 1), (1, 0.5), (2, 0), (0, 1));
    }

    [Fact]
    public void Powers_of_zero_and_with_a_tensor_for_exponent_have_finite_gradients()
    {
        Tensor x = Tensor.From(0.0, 0.0, 2.0, 0.0).RequireGrad(), y = Tensor.From(0.0, 2.0, 3.0, 1.0).RequireGrad();
        Tensor[] gradients = x.Pow(y).Sum().Gradients(x, y);
        Assert.Equal([0, 0, 12, 1], gradients[0].ToArray<double>());
        Assert.Equal([0, 0, 8 * Math.Log(2), 0], gradients[1].ToArray<double>(), (a, b) => Math.Abs(a - b) < 1e-14);
    }

    [Fact]
    public void Norms_and_deviations_of_nothing_but_zeros_have_gradient_zero()
    {
        Func<Tensor, Tensor>[] functions = [x => x.Norm(), x => x.Norm(1), x => x.Norm(3), x => x.Norm(0.5), x => x.StandardDeviation(), x => x.Normalize(axis: 0).Sum()];
        foreach (Func<Tensor, Tensor> f in functions)
        {
            Tensor x = Tensor.Zeros([3], DType.Float64).RequireGrad();
            Assert.All(f(x).Gradients(x)[0].ToArray<double>(), g => Assert.False(double.IsNaN(g)));
        }
    }

    [Fact]
    public void Log_sum_exp_of_nothing_but_minus_infinity()
    {
        Tensor x = Tensor.From<double>([double.NegativeInfinity, double.NegativeInfinity, 1, double.NegativeInfinity, 1000, 1000], [3, 2]).RequireGrad();
        Tensor sum = x.LogSumExp(1);
        Assert.Equal([double.NegativeInfinity, 1, 1000 + Math.Log(2)], sum.ToArray<double>());
        Assert.Equal([0, 0, 1, 0, 0.5, 0.5], sum.Sum().Gradients(x)[0].ToArray<double>(), (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal([1, 0], x.Softmax().Slice(0, 1, 2).ToArray<double>());
        Assert.Equal([0, double.NegativeInfinity], x.LogSoftmax().Slice(0, 1, 2).ToArray<double>());
        Assert.Equal([double.PositiveInfinity], Tensor.From(1.0, double.PositiveInfinity).LogSumExp([0], keepDims: true).ToArray<double>());
    }

    [Fact]
    public void Comparing_with_a_number_does_not_wrap_it()
    {
        Tensor bytes = Tensor.From<byte>([0, 255], [2]);
        Assert.Equal([true, true], (bytes > -1).ToArray<bool>());
        Assert.Equal([true, true], (bytes < 300).ToArray<bool>());
        Assert.Equal([false, true], (254.5 < bytes).ToArray<bool>());
    }

    [Fact]
    public void Integers_divide_with_a_rest_as_in_Python()
    {
        Tensor a = Tensor.From(7L, -7L, 7L, -7L, long.MinValue), b = Tensor.From(2L, 2L, -2L, -2L, -1L);
        Assert.Equal([1, 1, -1, -1, 0], (a % b).ToArray<long>());
        Assert.Equal([1, -1, 1, -1, 0], a.Fmod(b).ToArray<long>());
        Assert.Equal([3, -4, -4, 3, long.MinValue], a.FloorDivide(b).ToArray<long>());
        Assert.Contains("remainder", Assert.Throws<NumericException>(() => a % 0).Message, StringComparison.Ordinal);
        Assert.Equal([8, 0, 1, -1], Tensor.From(2L, 2L, 1L, -1L).Pow(Tensor.From(3L, -3L, -3L, -3L)).ToArray<long>());
        Assert.Throws<DTypeException>(() => a.Pow(-1));
    }

    [Fact]
    public void Logic_takes_no_floats_and_arithmetic_of_bool_is_refused_where_it_means_nothing()
    {
        Assert.Throws<DTypeException>(() => Tensor.From(1f) & Tensor.From(1f));
        Assert.Throws<DTypeException>(() => Tensor.From(true).Abs());
        Assert.Throws<DTypeException>(() => Tensor.From(true).Pow(Tensor.From(true)));
        Assert.Throws<DTypeException>(() => Tensor.From(1L).MaskedFill(Tensor.From(true), 0.5));
    }

    [Fact]
    public void What_is_not_chosen_gets_no_gradient()
    {
        Tensor x = Tensor.From(0.0, 4.0).RequireGrad();
        Tensor.Where(x > 0, x.Sqrt(), 0).Sum().Backward();
        Assert.Equal(0.25, x.Grad!.ToArray<double>()[1]);
        Tensor y = Tensor.From(1.0, 2.0).RequireGrad();
        Assert.Equal([0, 1], y.MaskedFill(Tensor.From(true, false), double.NaN).Slice(0, 1).Sum().Gradients(y)[0].ToArray<double>());
    }

    [Fact]
    public void A_whole_tensor_is_close_or_the_same()
    {
        Tensor a = Tensor.From(1f, float.NaN, float.PositiveInfinity), b = Tensor.From(1f, float.NaN, float.PositiveInfinity);
        Assert.True(a.Same(b));
        Assert.False(a.AllClose(b));
        Assert.True(a.Slice(0, 2).AllClose(b.Slice(0, 2)));
        Assert.True(Tensor.From(1f).AllClose(Tensor.From(1.000001f)));
        Assert.False(Tensor.From(1f).AllClose(Tensor.From(1.0001f)));
        Assert.False(Tensor.From(1f).AllClose(Tensor.From(float.PositiveInfinity)));
        Assert.False(a.Same(a.To(DType.Float64)));
        Assert.False(Tensor.From((1L << 53) + 1).Same(Tensor.From(1L << 53)));
    }

    [Fact]
    public void Einsum_says_what_does_not_fit()
    {
        Tensor a = Tensor.Ones([2, 3]);
        foreach ((string equation, string what) in new[] { ("ij,jk", "2 terms for 1"), ("ijk", "names 3 axes"), ("ij->ijk", "'k'"), ("ij->ii", "twice"), ("i1", "'1'"), ("ii", "'i'"), ("i.", "dots"), ("...ijk", "names 3 axes") })
            Assert.Contains(what, Assert.Throws<ShapeException>(() => Tensor.Einsum(equation, a)).Message, StringComparison.Ordinal);
        Assert.Contains("[4, 2]", Assert.Throws<ShapeException>(() => Tensor.Einsum("ij,jk", a, Tensor.Ones([4, 2]))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Clamping_in_place_what_a_gradient_needs_is_refused_at_backward()
    {
        Tensor x = Tensor.From(1.0, 2.0).RequireGrad();
        Assert.Throws<GradientException>(() => (x * 2).ClampInPlace(0, 3).Sum().Backward());
    }

    static void Slopes(Func<Tensor, Tensor> f, params (double At, double Slope)[] expected)
    {
        Tensor x = Tensor.From([.. expected.Select(e => e.At)]).RequireGrad();
        Assert.Equal(expected.Select(e => e.Slope), f(x).Sum().Gradients(x)[0].ToArray<double>(), (a, b) => Math.Abs(a - b) < 1e-14);
    }
}
