namespace Lamina.Tests.Autograd;

public sealed class HookTests
{
    [Fact]
    public void Hooks_see_and_replace_gradients_of_leaves_and_results()
    {
        Tensor x = Tensor.From(2.0, 3.0).RequireGrad();
        Tensor y = x * x;
        double[]? seen = null;
        y.RegisterHook(g =>
        {
            seen = g.ToArray<double>();
            return g * 10;
        });
        x.RegisterHook(g => g + 1);
        y.Sum().Backward();
        Assert.Equal([1.0, 1.0], seen!);
        Assert.Equal([41.0, 61.0], x.Grad!.ToArray<double>());
    }

    [Fact]
    public void A_gradient_kept_by_a_hook_stays_whole()
    {
        Tensor x = Tensor.Full([1000], 2.0).RequireGrad();
        Tensor? kept = null;
        Tensor y = x * x;
        y.RegisterHook(g =>
        {
            kept = g;
            return null;
        });
        (y * 3).Sum().Backward();
        for (int i = 0; i < 50; i++)
            (x * x).Sum().Backward();
        Assert.All(kept!.ToArray<float>(), value => Assert.Equal(3f, value));
    }

    [Fact]
    public void A_removed_hook_is_not_called()
    {
        Tensor x = Tensor.From(2.0).RequireGrad();
        Tensor y = x * x;
        int calls = 0;
        foreach (Tensor tensor in new[] { x, y })
        {
            IDisposable first = tensor.RegisterHook(Count), second = tensor.RegisterHook(Count);
            first.Dispose();
            first.Dispose();
            y.Sum().Backward(retainGraph: true);
            Assert.Equal(1, calls);
            second.Dispose();
            y.Sum().Backward(retainGraph: true);
            Assert.Equal(1, calls);
            calls = 0;
        }

        Tensor? Count(Tensor gradient)
        {
            calls++;
            return null;
        }
    }

    [Fact]
    public void A_hook_may_remove_itself_while_it_runs()
    {
        Tensor x = Tensor.From(2.0).RequireGrad();
        int calls = 0;
        IDisposable? own = null;
        own = x.RegisterHook(g =>
        {
            calls++;
            own!.Dispose();
            return null;
        });
        x.RegisterHook(g => g * 3);
        (x * 1).Sum().Backward();
        (x * 1).Sum().Backward();
        Assert.Equal(1, calls);
        Assert.Equal(6.0, x.Grad!.ToDouble());
    }

    [Fact]
    public void A_hook_that_gives_another_shape_or_dtype_is_a_clear_error()
    {
        Tensor x = Tensor.From(2.0, 3.0).RequireGrad();
        foreach (Func<Tensor, Tensor?> hook in new Func<Tensor, Tensor?>[] { g => Tensor.Zeros([3], DType.Float64), g => g.To(DType.Float32) })
        {
            using (x.RegisterHook(hook))
                Refused("leaf", hook, () => (x * 2).Sum().Backward());
            Tensor y = x * 2;
            y.RegisterHook(hook);
            Refused("multiply", hook, () => y.Sum().Backward());
        }

        Assert.Null(x.Grad);

        void Refused(string of, Func<Tensor, Tensor?> hook, Action backward)
        {
            GradientException error = Assert.Throws<GradientException>(backward);
            Assert.Contains("hook", error.Message, StringComparison.Ordinal);
            Assert.Contains(of, error.Message, StringComparison.Ordinal);
            Assert.Contains(x.Spec.ToString(), error.Message, StringComparison.Ordinal);
            Assert.Contains(hook(x.Detach())!.Spec.ToString(), error.Message, StringComparison.Ordinal);
        }
    }
}
