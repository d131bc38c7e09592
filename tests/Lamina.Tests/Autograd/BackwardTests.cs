namespace Lamina.Tests.Autograd;

public sealed class BackwardTests
{
    [Fact]
    public void Gradients_add_up_in_a_leaf_used_twice()
    {
        Tensor x = Tensor.From(2.0, 3.0).RequireGrad();
        (x * x + x).Sum().Backward();
        Assert.Equal([5.0, 7.0], x.Grad!.ToArray<double>());
        x.Sum().Backward();
        Assert.Equal([6.0, 8.0], x.Grad!.ToArray<double>());
    }

    [Fact]
    public void Two_leaves_of_a_sum_have_gradients_of_their_own()
    {
        Tensor a = Tensor.From(1f, 2f).RequireGrad(), b = Tensor.From(3f, 4f).RequireGrad();
        (a + b).Sum().Backward();
        using (Gradients.Off())
            a.Grad!.MultiplyInPlace(10);
        Assert.Equal([1f, 1f], b.Grad!.ToArray<float>());
    }

    [Fact]
    public void A_gradient_of_an_intermediate_result_is_found()
    {
        Tensor x = Tensor.From(2.0).RequireGrad();
        Tensor y = x * x, z = y * y;
        (Tensor dy, Tensor dx) = z.Sum().Gradients(y, x);
        Assert.Equal(8.0, dy.ToDouble());
        Assert.Equal(32.0, dx.ToDouble());
    }

    [Fact]
    public void Second_derivatives_come_from_recorded_gradients()
    {
        Tensor x = Tensor.From(3.0).RequireGrad();
        Tensor first = (x * x * x).Sum().Gradients([x], createGraph: true)[0];
        Assert.Equal(27.0, first.ToDouble());
        Assert.Equal(18.0, first.Sum().Gradients(x)[0].ToDouble());
    }

    [Fact]
    public void Backward_twice_is_a_clear_error_unless_the_graph_is_kept()
    {
        Tensor x = Tensor.From(2.0).RequireGrad();
        Tensor y = (x * x).Sum();
        y.Backward(retainGraph: true);
        y.Backward();
        Assert.Equal(8.0, x.Grad!.ToDouble());
        GradientException error = Assert.Throws<GradientException>(() => y.Backward());
        Assert.Contains("second time", error.Message, StringComparison.Ordinal);
        Assert.Contains("retainGraph: true", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_saved_value_changed_in_place_is_a_clear_error()
    {
        Tensor x = Tensor.From(2.0, 3.0).RequireGrad(), factor = Tensor.From(5.0, 7.0);
        Tensor y = (x * factor).Sum();
        factor.AddInPlace(1);
        GradientException error = Assert.Throws<GradientException>(() => y.Backward());
        Assert.Contains("multiply", error.Message, StringComparison.Ordinal);
        Assert.Contains("changed in place", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_that_no_gradient_needs_may_change_in_place()
    {
        Tensor x = Tensor.From(2.0, 3.0).RequireGrad(), added = Tensor.From(5.0, 7.0);
        Tensor y = (x + added).Sum();
        added.AddInPlace(1);
        y.Backward();
        Assert.Equal([1.0, 1.0], x.Grad!.ToArray<double>());
    }

    [Fact]
    public void In_place_on_an_intermediate_result_is_recorded()
    {
        Tensor x = Tensor.From(2.0, 3.0).RequireGrad();
        Tensor y = x * 2;
        y.AddInPlace(x);
        y.Sum().Backward();
        Assert.Equal([3.0, 3.0], x.Grad!.ToArray<double>());
    }

    [Fact]
    public void In_place_on_a_leaf_or_a_view_is_refused_while_recording()
    {
        Tensor x = Tensor.From(2.0, 3.0).RequireGrad();
        Assert.Contains("leaf", Assert.Throws<GradientException>(() => x.AddInPlace(1)).Message, StringComparison.Ordinal);
        Tensor view = (x * 2).Slice(0, 0, 1);
        Assert.Contains("view", Assert.Throws<GradientException>(() => view.AddInPlace(1)).Message, StringComparison.Ordinal);
        using (Gradients.Off())
            x.AddInPlace(1);
        Assert.Equal([3.0, 4.0], x.ToArray<double>());
    }

    [Fact]
    public void What_is_no_single_number_needs_a_gradient_to_start_from()
    {
        Tensor x = Tensor.From(2.0, 3.0).RequireGrad();
        Tensor y = x * x;
        Assert.Contains("single number", Assert.Throws<GradientException>(() => y.Backward()).Message, StringComparison.Ordinal);
        y.Backward(Tensor.From(1.0, 10.0));
        Assert.Equal([4.0, 60.0], x.Grad!.ToArray<double>());
    }

    [Fact]
    public void Nothing_recorded_is_a_clear_error()
    {
        Tensor x = Tensor.From(2.0, 3.0);
        Assert.Contains("RequireGrad", Assert.Throws<GradientException>(() => x.Sum().Backward()).Message, StringComparison.Ordinal);
        Tensor leaf = Tensor.From(1.0).RequireGrad(), other = Tensor.From(1.0).RequireGrad();
        Assert.Contains("does not depend", Assert.Throws<GradientException>(() => (leaf * 2).Sum().Gradients(other)).Message, StringComparison.Ordinal);
        Assert.Contains("int64", Assert.Throws<GradientException>(() => Tensor.From(1L).RequireGrad()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Off_and_Detach_stop_the_tape()
    {
        Tensor x = Tensor.From(2.0).RequireGrad();
        using (Gradients.Off())
        {
            Assert.False((x * 2).RequiresGrad);
            using (Gradients.On())
                Assert.True((x * 2).RequiresGrad);
        }

        Assert.True((x * 2).RequiresGrad);
        Assert.False(x.Detach().RequiresGrad);
    }

    [Fact]
    public void Gradients_twice_is_a_clear_error_unless_the_graph_is_kept()
    {
        Tensor x = Tensor.From(2.0).RequireGrad();
        Tensor y = (x * x).Sum();
        Assert.Equal(4.0, y.Gradients([x], createGraph: false, retainGraph: true)[0].ToDouble());
        Assert.Equal(4.0, y.Gradients(x)[0].ToDouble());
        Assert.Contains("second time", Assert.Throws<GradientException>(() => y.Gradients(x)).Message, StringComparison.Ordinal);
        Assert.Null(x.Grad);
    }
}
