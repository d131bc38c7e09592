using Xunit;

namespace Lamina.NN.Tests;

/// <summary>Training through convolutions that are made of other ops has the same bits captured as eager.</summary>
public sealed class CapturedConvolutionTests
{
    // Small steps from whatever weights the network begins with: the loss falls.
    const double Rate = 1e-3;
    const int Steps = 20;

    [Fact]
    public void Captured_and_eager_training_have_the_same_bits()
    {
        Network eager = new(), captured = new();
        captured.LoadStateDict(eager.StateDict());
        Adam first = new(eager.Parameters(), Rate), second = new(captured.Parameters(), Rate);
        Step step = Capture.Step(x => Train(captured, second, x));
        List<float> losses = [];
        for (int i = 0; i < Steps; i++)
        {
            Tensor x = Tensor.Randn([2, 2, 4, 6, 6], generator: new Generator(i % 2));
            losses.Add(Train(eager, first, x).ToSingle());
            Assert.Equal(losses[^1], step.Run(x).ToSingle());
        }

        Assert.Null(step.WhyEager);
        Assert.True(losses[^1] < losses[1], $"{losses[1]} → {losses[^1]}");
        Assert.Equal(eager.StateDict().Values.SelectMany(value => value.ToArray<float>()), captured.StateDict().Values.SelectMany(value => value.ToArray<float>()));
    }

    static Tensor Train(Network network, Optimizer optimizer, Tensor x)
    {
        optimizer.ZeroGrad();
        Tensor loss = network.Forward(x).Square().Mean();
        loss.Backward();
        optimizer.Step();
        return loss.Detach();
    }

    sealed class Network : Module<Tensor, Tensor>
    {
        readonly Conv3d _volumes = new(2, 4, 3, (2, 1, 1), 1, paddingMode: PadMode.Replicate);
        readonly ConvTranspose3d _larger = new(4, 3, 2, (2, 1, 1), outputPadding: 0);
        readonly SeparableConv2d _separable = new(12, 8, 3, padding: 1);
        readonly Conv2d _offset = new(8, 18, 3, padding: 1), _mask = new(8, 9, 3, padding: 1);
        readonly DeformConv2d _deform = new(8, 4, 3, padding: 1);
        readonly Unfold _unfold = new(3, stride: 2);
        readonly ConvTranspose1d _columns = new(36, 36, 3, padding: 1);
        readonly Fold _fold = new(7, 3, stride: 2);

        public override Tensor Forward(Tensor x)
        {
            Tensor pictures = _separable.Forward(_larger.Forward(_volumes.Forward(x).Tanh()).Reshape(x.Shape[0], 12, 7, 7));
            Tensor moved = _deform.Call(pictures, _offset.Forward(pictures), _mask.Forward(pictures).Sigmoid());
            return _fold.Forward(_columns.Forward(_unfold.Forward(moved).Tanh()));
        }
    }
}
