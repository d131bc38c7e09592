namespace Lamina.Tests.Autograd;

/// <summary>A write in place never leaves another tensor over the same memory with a wrong history.</summary>
public sealed class WrittenBaseTests
{
    [Fact]
    public void A_view_taken_before_its_base_was_changed_is_refused()
    {
        foreach (Action<Tensor> change in new Action<Tensor>[]
        {
            y => y.MultiplyInPlace(5.0),
            y => y[0] = Tensor.From(7.0),
            y => y.CopyFrom(Tensor.From(3.0, 4.0)),
            y => y.Fill<double>([3, 4]),
        })
        {
            Tensor x = Tensor.From(1.0, 2.0).RequireGrad();
            Tensor y = x * 1, view = y[0..1], nested = y.Reshape(2, 1)[0];
            change(y);
            Refused(() => view.Sum());
            Refused(() => nested.Sum());
            Refused(() => view.Backward());
            Refused(() => y.Sum().Gradients(view));
            Refused(() => new Same().Apply(view));
            Refused(() => view.RegisterHook(g => null));
            Refused(() => view.Select(0, 0));
            Refused(() => view.AddInPlace(1));

            // Its values are those of the memory, and may be read.
            Assert.Equal(y.ToArray<double>()[0], view.ToDouble());
            using (Gradients.Off())
                Assert.False((view * 2).RequiresGrad);
            Assert.False((view.Detach() * 2).RequiresGrad);
        }
    }

    [Fact]
    public void A_view_taken_after_the_change_has_the_gradient_of_the_change()
    {
        Tensor x = Tensor.From(1.0, 2.0).RequireGrad();
        Tensor y = x * 1;
        y.MultiplyInPlace(5.0);
        y[0..1].Sum().Backward();
        Assert.Equal([5.0, 0.0], x.Grad!.ToArray<double>());
    }

    [Fact]
    public void What_was_computed_of_a_view_before_the_change_keeps_its_gradient()
    {
        Tensor x = Tensor.From(1.0, 2.0).RequireGrad();
        Tensor y = x * 1;
        Tensor before = y[0..1].Sum();
        y.MultiplyInPlace(5.0);
        (before + y.Sum()).Backward();
        Assert.Equal([6.0, 5.0], x.Grad!.ToArray<double>());
    }

    [Fact]
    public void A_base_that_begins_to_require_gradients_makes_its_views_require_them()
    {
        Tensor w = Tensor.From(3.0, 4.0).RequireGrad();
        Tensor y = Tensor.Zeros([2], DType.Float64), view = y[0..1];
        y.CopyFrom(w);
        Assert.True(view.RequiresGrad);
        Refused(() => view.Sum());
    }

    [Fact]
    public void A_view_of_what_requires_gradients_is_not_written_while_they_are_recorded()
    {
        Tensor leaf = Tensor.From(1.0, 2.0), early = leaf[0..1], quiet;
        leaf.RequireGrad();
        using (Gradients.Off())
            quiet = leaf[0..1];
        foreach (Tensor view in new[] { early, quiet, leaf[0..1] })
        {
            GradientException error = Assert.Throws<GradientException>(() => view.AddInPlace(1));
            Assert.Contains("view", error.Message, StringComparison.Ordinal);
            using (Gradients.Off())
                view.AddInPlace(1);
        }

        Assert.Equal([4.0, 2.0], leaf.ToArray<double>());
    }

    [Fact]
    public void Writes_that_are_not_recorded_leave_views_as_they_are()
    {
        Tensor x = Tensor.From(1.0, 2.0).RequireGrad(), constant = Tensor.From(1.0, 2.0);
        Tensor view = x[0..1], plain = constant[0..1], detached = (x * 1).Detach()[0..1];
        using (Gradients.Off())
            x.AddInPlace(1);
        constant.AddInPlace(1);
        (view * plain.Sum() + detached).Sum().Backward();
        Assert.Equal([2.0, 0.0], x.Grad!.ToArray<double>());
        Assert.False(plain.RequiresGrad);
    }

    [Fact]
    public void A_detached_view_stays_a_constant_when_the_recorded_tensor_changes()
    {
        Tensor x = Tensor.From(1.0, 2.0).RequireGrad();
        Tensor y = x * 1, constant = y.Detach()[0..1];
        y.MultiplyInPlace(5.0);
        Assert.Equal(10.0, (constant * 2).Sum().ToDouble());
        Assert.False(constant.RequiresGrad);
    }

    [Fact]
    public void Fill_goes_by_the_tape()
    {
        Tensor x = Tensor.From(1.0, 2.0).RequireGrad();
        Tensor y = x * 2;
        y.Fill<double>([5, 6]);
        (y + x).Sum().Backward();
        Assert.Equal([1.0, 1.0], x.Grad!.ToArray<double>());
        Assert.Equal([5.0, 6.0], y.ToArray<double>());
        Assert.Contains("leaf", Assert.Throws<GradientException>(() => x.Fill<double>([5, 6])).Message, StringComparison.Ordinal);
        Assert.Contains("view", Assert.Throws<GradientException>(() => x[0..1].Fill<double>([5])).Message, StringComparison.Ordinal);
        using (Gradients.Off())
            x.Fill<double>([5, 6]);
        Assert.Equal([5.0, 6.0], x.ToArray<double>());
        Tensor plain = Tensor.Zeros([2, 2]);
        plain.T.Fill<float>([1, 2, 3, 4]);
        Assert.Equal([1f, 3f, 2f, 4f], plain.ToArray<float>());
    }

    static void Refused(Action use)
    {
        GradientException error = Assert.Throws<GradientException>(use);
        Assert.Contains("before its base was changed in place", error.Message, StringComparison.Ordinal);
        Assert.Contains("after the change", error.Message, StringComparison.Ordinal);
    }

    sealed class Same : CustomFunction
    {
        protected override Tensor[] Forward(FunctionContext context, Tensor[] inputs) => [inputs[0] * 1];

        protected override Tensor?[] Backward(FunctionContext context, Tensor[] gradients) => [gradients[0]];
    }
}
