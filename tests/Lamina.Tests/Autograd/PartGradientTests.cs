using Lamina.Autograd;

namespace Lamina.Tests.Autograd;

/// <summary>Gradients of views that leave elements out: the first lies in zeros, the next join it in place where nobody else can see it.</summary>
public sealed class PartGradientTests
{
    [Fact]
    public void Parts_that_overlap_and_the_whole_add_up()
    {
        Tensor x = Tensor.From(1.0, 2.0, 3.0, 4.0).RequireGrad();
        Tensor h = x * 2;
        Tensor squares = (h * h).Sum(), first = (h.Slice(0, 0, 3) * 10).Sum(), last = (h.Slice(0, 1, null, 2) * Tensor.From(100.0, 1000.0)).Sum();
        (squares + first + last + (h.Select(0, 3) * 7)).Backward();
        Assert.Equal([8.0 + 20, 16 + 20 + 200, 24 + 20, 32 + 2000 + 14], x.Grad!.ToArray<double>());
    }

    [Fact]
    public void Parts_of_a_leaf_add_up()
    {
        Tensor x = Tensor.From(1.0, 2.0, 3.0).RequireGrad();
        ((x.Slice(0, 0, 2) * 3).Sum() + (x.Slice(0, 1, 3) * 5).Sum() + (x.Slice(0, 2, 3) * 7).Sum()).Backward();
        Assert.Equal([3.0, 8.0, 12.0], x.Grad!.ToArray<double>());
    }

    [Fact]
    public void A_gradient_that_others_hold_is_not_written()
    {
        Tensor x = Tensor.From(1.0, 2.0).RequireGrad(), a = Tensor.From(3.0, 4.0).RequireGrad();
        Tensor h = x * 2, part = h.Slice(0, 0, 1);

        // The sum's gradient flows to both of its inputs as one tensor, before that of the part arrives.
        (((h + a) * Tensor.From(5.0, 6.0)).Sum() + (part * 3).Sum()).Backward();
        Assert.Equal([5.0, 6.0], a.Grad!.ToArray<double>());
        Assert.Equal([16.0, 12.0], x.Grad!.ToArray<double>());
    }

    [Fact]
    public void A_gradient_that_the_caller_gave_is_not_written()
    {
        Tensor x = Tensor.From(1.0, 2.0).RequireGrad(), given = Tensor.From(1.0, 1.0);
        Tensor h = x * 2, part = h.Slice(0, 0, 1);
        Tensor?[] gradients = BackwardPass.Gradients([h, part], [given, Tensor.From([3.0])], [x], createGraph: false, retainGraph: false);
        Assert.Equal([1.0, 1.0], given.ToArray<double>());
        Assert.Equal([8.0, 2.0], gradients[0]!.ToArray<double>());
    }

    [Fact]
    public void What_a_hook_saw_is_not_written()
    {
        Tensor x = Tensor.From(1.0, 2.0).RequireGrad();
        Tensor h = x * 2, part = h.Slice(0, 0, 1), whole = h + 1;
        Tensor? seen = null;
        whole.RegisterHook(gradient =>
        {
            seen = gradient;
            return null;
        });
        ((whole * Tensor.From(5.0, 6.0)).Sum() + (part * 3).Sum()).Backward();
        Assert.Equal([5.0, 6.0], seen!.ToArray<double>());
        Assert.Equal([16.0, 12.0], x.Grad!.ToArray<double>());
    }

    [Fact]
    public void A_sequence_taken_apart_step_by_step_lays_one_gradient_into_zeros()
    {
        Tensor x = Tensor.Ones([50, 3]).RequireGrad();
        Tensor h = x * 2, state = Tensor.Zeros([3]);
        for (int t = 0; t < 50; t++)
            state = (state * 0.5) + h.Select(0, t);
        Tensor loss = state.Sum();
        using Profiler profiler = Profiler.Start();
        loss.Backward();
        profiler.Dispose();
        Assert.Single(profiler.Ops, op => op.Name == "select_gradient");
        Assert.Equal(Enumerable.Range(0, 50).SelectMany(t => Enumerable.Repeat((float)(2 * Math.Pow(0.5, 49 - t)), 3)), x.Grad!.ToArray<float>());
    }

    [Fact]
    public void Captured_and_eager_have_the_same_gradients()
    {
        Tensor w = Tensor.Randn([6, 9], generator: new Generator(1)).RequireGrad(), x = Tensor.Randn([4, 6], generator: new Generator(2));
        Tensor Run(Tensor input)
        {
            w.Grad = null;
            Tensor[] parts = input.MatMul(w).Split(3, 1);
            ((parts[0] * parts[1]).Sum() + parts[2].Square().Sum() + parts[0].Sum()).Backward();
            return w.Grad!;
        }

        float[] expected = Run(x).ToArray<float>();
        Step step = Capture.Step(Run);
        for (int i = 0; i < 4; i++)
            Assert.Equal(expected, step.Run(x).ToArray<float>());
        Assert.Null(step.WhyEager);
    }

    [Fact]
    public void Gradients_of_gradients_go_through_parts()
    {
        Tensor x = Tensor.From(1.0, 2.0, 3.0).RequireGrad();
        Tensor h = x * x;
        Tensor loss = h.Slice(0, 0, 2).Square().Sum() + h.Slice(0, 1, 3).Sum();
        Tensor first = loss.Gradients([x], createGraph: true)[0];
        Assert.Equal([4.0, 32 + 4, 6], first.ToArray<double>());
        first.Sum().Backward();
        Assert.Equal([12.0, 48 + 2, 2], x.Grad!.ToArray<double>());
    }
}
