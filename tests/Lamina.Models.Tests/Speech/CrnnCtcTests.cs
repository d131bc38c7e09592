using Lamina.Models.Speech;
using Lamina.NN;

namespace Lamina.Models.Tests.Speech;

public sealed class CrnnCtcTests
{
    [Fact]
    public void Every_fourth_frame_gives_the_classes_of_a_step()
    {
        CrnnCtc network = new(bands: 12, classes: 5, channels: 4, hidden: 6, layers: 1);
        network.Eval();
        foreach (long frames in (long[])[1, 3, 4, 5, 17])
            Assert.Equal([2, CrnnCtc.StepsOf(frames), 5], network.Forward(Tensor.Zeros([2, frames, 12])).Shape);
        Assert.Throws<ShapeException>(() => network.Forward(Tensor.Zeros([2, 8, 13])));
        Assert.Throws<ShapeException>(() => network.Forward(Tensor.Zeros([8, 12])));
    }

    // Weights of convolutions, of norms, of LSTMs in both directions with two biases, and of the head.
    [Fact]
    public void Parameters_are_as_many_as_the_layers_have()
    {
        long lstm = 2 * ((4 * 128 * (320 + 128)) + (2 * 4 * 128)) + (2 * ((4 * 128 * (256 + 128)) + (2 * 4 * 128)));
        Assert.Equal((9 * 32) + (9 * 32 * 32) + (4 * 32) + lstm + (256 * 11) + 11, new CrnnCtc().ParameterCount);
    }

    // A step knows what came before and after it: both directions are there.
    [Fact]
    public void Each_end_of_the_recording_is_heard_at_the_other()
    {
        CrnnCtc network = new(bands: 8, classes: 3, channels: 4, hidden: 8, layers: 1, dropout: 0);
        network.Eval();
        Tensor x = Tensor.Randn([1, 40, 8], generator: new Generator(1)).RequireGrad();
        foreach ((int step, int frame) in ((int, int)[])[(0, 39), (9, 0)])
        {
            Tensor gradient = Assert.Single(network.Forward(x).Select(1, step).Square().Sum().Gradients([x]));
            Assert.True(gradient.Select(1, frame).Abs().Max().ToDouble() > 0);
        }
    }
}
