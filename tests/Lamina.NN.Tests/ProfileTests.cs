using Xunit;

namespace Lamina.NN.Tests;

public sealed class ProfileTests
{
    [Fact]
    public void Ops_are_told_by_layer_eager_and_replayed_forward_and_back()
    {
        Sequential net = new(new Linear(3, 4), new Relu(), new Linear(4, 2));
        Step step = Capture.Step(x =>
        {
            net.ZeroGrad();
            Tensor loss = net.Forward(x).Sum();
            loss.Backward();
            return loss;
        });
        Tensor input = Tensor.Ones([5, 3]);
        step.Run(input);
        foreach (bool replayed in (bool[])[false, true])
        {
            using Profiler profiler = Profiler.Start();
            if (replayed)
                step.Run(input);
            else
                net.Call(input).Sum().Backward();
            Assert.Contains(profiler.Ops, op => op is { Name: "linear", Layer: "sequential.0", IsBackward: false });
            Assert.Contains(profiler.Ops, op => op is { Layer: "sequential.2", IsBackward: true });
            Assert.Contains(profiler.Ops, op => op is { Name: "sum", Layer: "" });
        }
    }
}
