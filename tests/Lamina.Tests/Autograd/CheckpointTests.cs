using Lamina.TestKit;

namespace Lamina.Tests.Autograd;

public sealed class CheckpointTests
{
    [Fact]
    public void Gradients_through_a_checkpoint_with_dropout_have_the_same_bits()
    {
        (Tensor plainLoss, Tensor[] plain) = Run((part, x) => part(x));
        (Tensor savedLoss, Tensor[] saved) = Run(Checkpoint.Run);
        Assert.Equal(plainLoss.ToSingle(), savedLoss.ToSingle());
        for (int i = 0; i < plain.Length; i++)
            Assert.Equal(plain[i].Grad!.ToArray<float>(), saved[i].Grad!.ToArray<float>());

        static (Tensor Loss, Tensor[] Parameters) Run(Func<Func<Tensor, Tensor>, Tensor, Tensor> run)
        {
            Generator.Default.Reset(7);
            Tensor first = Numbers([16, 8], 1).RequireGrad(), second = Numbers([16, 16], 2).RequireGrad();
            Tensor hidden = run(x => x.MatMul(first.T).Relu().Dropout(0.5), Numbers([32, 8], 3));
            Tensor loss = run(x => x.MatMul(second.T).Dropout(0.3).Exp(), hidden).Mean();
            loss.Backward();
            return (loss, [first, second]);
        }
    }

    [Fact]
    public void The_generator_goes_on_where_forward_left_it()
    {
        Generator.Default.Reset(7);
        Tensor x = Numbers([4, 4], 1).RequireGrad();
        Tensor y = Checkpoint.Run(t => t.Dropout(0.5), x);
        GeneratorState after = Generator.Default.State;
        y.Sum().Backward();
        Assert.Equal(after, Generator.Default.State);
    }

    [Fact]
    public void Generators_of_ones_own_draw_the_same_masks_again()
    {
        Generator one = new(5), two = new(6);
        Tensor x = Tensor.Ones([64], DType.Float64).RequireGrad();
        Tensor y = Checkpoint.Run(t => (t * 2).Dropout(0.5, one) + t.Dropout(0.5, two) + t.Dropout(0.5, one) * 8 + t.Dropout(0.5) * 32, x);
        GeneratorState[] States() => [one.State, two.State, Generator.Default.State];
        GeneratorState[] after = States();
        y.Sum().Backward();
        Assert.Equal(y.ToArray<double>(), x.Grad!.ToArray<double>());
        Assert.Equal<GeneratorState>(after, States());
    }

    [Fact]
    public void Checkpoints_in_checkpoints_draw_the_same_masks_again()
    {
        Generator own = new(5);
        Tensor x = Tensor.Ones([64], DType.Float64).RequireGrad();
        Tensor Inner(Tensor t) => t.Dropout(0.5, own) + Checkpoint.Run(u => u.Dropout(0.5, own) * 4, t) + t.Dropout(0.5) * 16;
        Tensor y = Checkpoint.Run(t => Checkpoint.Run(Inner, t.Dropout(0.1, own)) + t.Dropout(0.5) * 64, x);
        y.Sum().Backward();
        Assert.Equal(y.ToArray<double>(), x.Grad!.ToArray<double>());
    }

    [Fact]
    public void A_captured_step_recomputes_with_the_masks_of_its_forward_pass()
    {
        Tensor w = Tensor.Ones([64], DType.Float64).RequireGrad();
        Tensor Body(Tensor x)
        {
            w.Grad = null;
            Tensor y = Checkpoint.Run(t => (t * w).Dropout(0.5), x);
            y.Sum().Backward();
            return Tensor.Concatenate([y.Detach(), w.Grad!]);
        }

        Tensor ones = Tensor.Ones([64], DType.Float64);
        Generator.Default.Reset(3);
        double[][] eager = [.. Enumerable.Range(0, 3).Select(_ => Body(ones).ToArray<double>())];
        Generator.Default.Reset(3);
        Step step = Capture.Step(Body);
        foreach (double[] expected in eager)
        {
            Assert.Equal(expected[..64], expected[64..]);
            Assert.Equal(expected, step.Run(ones).ToArray<double>());
        }

        Assert.Null(step.WhyEager);
        Assert.NotEqual(eager[0], eager[1]);
    }

    [Fact]
    public void Gradients_of_what_the_part_uses_from_outside_are_whole()
    {
        Tensor x = Tensor.From(3.0, 4.0).RequireGrad(), w = Tensor.From(1.0, 5.0).RequireGrad();
        Tensor Loss() => (Checkpoint.Run(t => t * w, x) + w).Sum();
        Assert.Equal([4.0, 5.0], Loss().Gradients(w)[0].ToArray<double>());
        Assert.Equal([1.0, 5.0], Loss().Gradients(x)[0].ToArray<double>());
        Assert.Null(w.Grad);
        Assert.Null(x.Grad);

        int calls = 0;
        w.RegisterHook(g =>
        {
            calls++;
            return g * 10;
        });
        Loss().Backward();
        Assert.Equal([40.0, 50.0], w.Grad!.ToArray<double>());
        Assert.Equal(1, calls);
    }

    [Fact]
    public void A_result_from_outside_gets_one_gradient_from_inside_and_outside()
    {
        Tensor x = Tensor.From(3.0, 4.0).RequireGrad(), w = Tensor.From(1.0, 5.0).RequireGrad();
        Tensor m = w * 2;
        (Checkpoint.Run(t => t * m, x) + m).Sum().Backward();
        Assert.Equal([8.0, 10.0], w.Grad!.ToArray<double>());
        Assert.Equal([2.0, 10.0], x.Grad!.ToArray<double>());

        Tensor n = w * 2;
        Tensor loss = Checkpoint.Run(t => Checkpoint.Run(u => u * n * w, t) * n, x * 1).Sum();
        (Tensor dn, Tensor dw) = loss.Gradients(n, w);
        Assert.Equal([3 * 2 * 2.0, 4 * 2 * 50.0], dn.ToArray<double>());
        Assert.Equal([3 * 12.0, 4 * 300.0], dw.ToArray<double>());
    }

    [Fact]
    public void Second_derivatives_flow_through_a_checkpoint()
    {
        Tensor x = Tensor.From(2.0).RequireGrad();
        Tensor loss = (Checkpoint.Run(t => t * t * t, x) + x * x).Sum();
        Tensor first = loss.Gradients([x], createGraph: true)[0];
        Assert.Equal(16.0, first.ToDouble());
        Assert.Equal(14.0, first.Sum().Gradients(x)[0].ToDouble());
    }

    [Fact]
    public void Backward_twice_is_a_clear_error_unless_the_graph_is_kept()
    {
        Generator own = new(5);
        Tensor x = Tensor.Ones([8], DType.Float64).RequireGrad();
        Tensor y = Checkpoint.Run(t => (t * t).Dropout(0.5, own), x), loss = y.Sum();
        loss.Backward(retainGraph: true);
        loss.Backward();
        Assert.Equal((y * 4).ToArray<double>(), x.Grad!.ToArray<double>());
        Assert.Contains("second time", Assert.Throws<GradientException>(() => loss.Backward()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_part_may_give_back_what_it_got_or_what_lies_outside()
    {
        Tensor x = Tensor.From(3.0).RequireGrad(), w = Tensor.From(5.0).RequireGrad();
        (Checkpoint.Run(t => t, x) * 2 + Checkpoint.Run((Tensor t) => w, x) * 3 + Checkpoint.Run(t => t.Detach(), x)).Sum().Backward();
        Assert.Equal(2.0, x.Grad!.ToDouble());
        Assert.Equal(3.0, w.Grad!.ToDouble());
        Assert.True(w.IsLeaf);
    }

    [Fact]
    public void A_part_that_does_something_else_the_second_time_is_a_clear_error()
    {
        Tensor x = Tensor.Ones([8], DType.Float64).RequireGrad();
        foreach (Func<Tensor, bool, Tensor> part in new Func<Tensor, bool, Tensor>[]
        {
            (t, first) => first ? t.Dropout(0.5) : t * 1,
            (t, first) => first ? t * 1 : t.Dropout(0.5),
            (t, first) => first ? t.Dropout(0.5) : t.Dropout(0.5, new Generator(1)),
            (t, first) => first ? t * 1 : t.Sum(),
        })
        {
            bool first = true;
            Tensor y = Checkpoint.Run(
                t =>
                {
                    Tensor result = part(t, first);
                    first = false;
                    return result;
                },
                x);
            Assert.Contains("second", Assert.Throws<GradientException>(() => y.Sum().Backward()).Message, StringComparison.Ordinal);
            Assert.False(Checkpoint.IsRecomputing);
        }
    }

    [Fact]
    public void An_input_changed_in_place_is_a_clear_error()
    {
        Tensor x = Tensor.From(3.0).RequireGrad();
        Tensor input = x * 1, y = Checkpoint.Run(t => t * t, input);
        input.AddInPlace(1);
        Assert.Contains("changed in place", Assert.Throws<GradientException>(() => y.Sum().Backward()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_captured_step_draws_new_masks_each_time()
    {
        Tensor x = Tensor.Ones([1000]);
        Generator.Default.Reset(3);
        double[][] eager = [.. Enumerable.Range(0, 3).Select(_ => x.Dropout(0.5).ToArray<double>())];
        Generator.Default.Reset(3);
        Step step = Capture.Step(t => t.Dropout(0.5));
        for (int i = 0; i < 3; i++)
            Assert.Equal(eager[i], step.Run(x).ToArray<double>());
        Assert.NotEqual(eager[0], eager[1]);
    }

    static Tensor Numbers(Shape shape, int seed) => Samples.Tensor(Samples.Values(shape, DType.Float32, (-1, 1), seed), DType.Float32);
}
