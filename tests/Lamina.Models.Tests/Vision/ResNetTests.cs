using Lamina.Models.Vision;
using Lamina.NN;

namespace Lamina.Models.Tests.Vision;

/// <summary>The residual networks have the published sizes, keys and shortcuts, and learn.</summary>
public sealed class ResNetTests
{
    [Fact]
    public void Parameters_are_as_many_as_published()
    {
        // torchvision's resnet18; He et al., section 4.2: 0.27 million for 20 layers.
        Assert.Equal(11_689_512, new ResNet18().ParameterCount);
        Assert.Equal(269_722, new ResNet20().ParameterCount);
        Assert.Equal(272_474, new ResNet20(projection: true).ParameterCount);
    }

    [Fact]
    public void Keys_are_those_of_torchvision()
    {
        string[] keys = [.. new ResNet18().StateDict().Keys];
        Assert.Equal(122, keys.Length);
        foreach (string key in (string[])["conv1.weight", "bn1.running_mean", "layer1.0.conv1.weight", "layer1.1.bn2.num_batches_tracked", "layer2.0.downsample.0.weight", "layer2.0.downsample.1.bias", "layer4.1.conv2.weight", "fc.weight", "fc.bias"])
            Assert.Contains(key, keys);
        Assert.DoesNotContain(keys, key => key.StartsWith("layer1.0.downsample", StringComparison.Ordinal));
    }

    [Fact]
    public void Shapes_go_from_pictures_to_classes()
    {
        Assert.Equal([2, 10], new ResNet20().Forward(Tensor.Zeros([2, 3, 32, 32])).Shape);
        Assert.Equal([2, 7], new ResNet18(7).Forward(Tensor.Zeros([2, 3, 64, 64])).Shape);
    }

    [Fact]
    public void A_shortcut_without_parameters_takes_every_second_pixel_between_channels_of_zeros()
    {
        BasicBlock block = new(2, 4, 2, projection: false);
        Init.Fill(block.Get<BatchNorm2d>("bn2").Weight!, Init.Zeros);
        block.Eval();
        Tensor x = Tensor.Arange(2 * 4 * 4).To(DType.Float32).Reshape(1, 2, 4, 4);

        // The branch gives zeros, so the block is relu(shortcut).
        float[] expected = [0, 0, 0, 0, 0, 2, 8, 10, 16, 18, 24, 26, 0, 0, 0, 0];
        Assert.Equal(expected, block.Forward(x).ToArray<float>());
    }

    [Fact]
    public void A_few_steps_on_one_batch_lower_the_loss()
    {
        Tensor.Seed(3);
        ResNet20 network = new(4);
        Sgd optimizer = new(network.Parameters(), 0.05, momentum: 0.9);
        Tensor x = Tensor.Randn([8, 3, 32, 32]), labels = Tensor.From(new long[] { 0, 1, 2, 3, 0, 1, 2, 3 });
        double first = 0, last = 0;
        for (int i = 0; i < 12; i++)
        {
            optimizer.ZeroGrad();
            Tensor loss = Loss.CrossEntropy(network.Call(x), labels);
            loss.Backward();
            optimizer.Step();
            last = loss.ToDouble();
            first = i == 0 ? last : first;
        }

        Assert.True(last < first / 2, $"from {first} to {last}");
    }
}
