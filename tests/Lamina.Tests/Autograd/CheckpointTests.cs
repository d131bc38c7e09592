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
