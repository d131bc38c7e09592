using Lamina.Models.Generative;
using Lamina.NN;

namespace Lamina.Models.Tests.Generative;

/// <summary>The conditional adversarial networks have the sizes that follow from their layers, and what they do depends on the class.</summary>
public sealed class ConditionalDcganTests
{
    [Fact]
    public void Parameters_and_shapes_follow_from_the_layers()
    {
        ConditionalGenerator generator = new(classes: 3, noise: 5, channels: 4);
        ProjectionDiscriminator discriminator = new(classes: 3, channels: 4);
        Assert.Equal((8 * 8 * 49) + (2 * 8) + (8 * 4 * 16) + (2 * 4) + (4 * 16) + 1, generator.ParameterCount);
        Assert.Equal((4 * 16) + 4 + (4 * 8 * 16) + 8 + (8 * 16 * 9) + 16 + (16 * 16) + 1 + (3 * 16), discriminator.ParameterCount);
        Tensor classes = Tensor.From<long>([0, 2], [2]), pictures = generator.Forward(Tensor.Randn([2, 5], generator: new Generator(1)), classes);
        Assert.Equal([2, 1, 28, 28], pictures.Shape);
        Assert.InRange(pictures.Abs().Max().ToDouble(), 0, 1);
        Assert.Equal([2, 1], discriminator.Forward(pictures, classes).Shape);
        Assert.Throws<ShapeException>(() => generator.Forward(Tensor.Zeros([2, 6]), classes));
        Assert.Throws<ShapeException>(() => generator.Forward(Tensor.Zeros([3, 5]), classes));
    }

    [Fact]
    public void Classes_are_drawn_in_turn_or_one_of_them()
    {
        ConditionalGenerator generator = new(classes: 3, noise: 5, channels: 4);
        generator.Eval();
        Tensor noise = Tensor.Randn([4, 5], generator: new Generator(7));
        Check([0, 1, 2, 0], generator.Sample(4, new Generator(7)));
        Check([2, 2, 2, 2], generator.Sample(4, new Generator(7), label: 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => generator.Sample(1, label: 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => generator.Sample(0));

        void Check(long[] classes, Tensor drawn)
        {
            Tensor expected = (generator.Forward(noise, Tensor.From<long>(classes, [4])) + 1) / 2;
            Assert.Equal(expected.ToArray<float>(), drawn.ToArray<float>());
        }
    }

    // w·φ + v(class)·Σφ, put together from the layers.
    [Fact]
    public void The_value_is_that_of_the_formula()
    {
        ProjectionDiscriminator discriminator = new(classes: 3, channels: 4);
        Tensor picture = Tensor.Rand([1, 1, 28, 28], generator: new Generator(2)), labels = Tensor.From<long>([0, 1, 2], [3]);
        for (int i = 0; i < 20; i++)
            discriminator.Forward(picture, Tensor.From<long>([0], [1]));
        discriminator.Eval();
        Dictionary<string, Module> layers = discriminator.NamedModules().ToDictionary(each => each.Name, each => each.Module);
        Tensor features = picture;
        foreach (string name in (string[])["conv1", "conv2", "conv3"])
            features = ((Conv2d)layers[name]).Call(features).LeakyRelu(0.1);
        Tensor vectors = ((Embedding)layers["classes"]).Call(labels);
        Tensor expected = ((Linear)layers["fc"]).Call(features.Flatten(1)) + vectors.MatMul(features.Sum(2, 3).T);
        Tensor values = discriminator.Forward(Tensor.Concatenate([picture, picture, picture], 0), labels);
        Assert.NotEqual(values[0].ToDouble(), values[1].ToDouble());
        Assert.Equal(0, (values - expected).Abs().Max().ToDouble(), 1e-4);
    }

    [Fact]
    public void Weights_have_norm_one_however_large_they_are_learnt()
    {
        ProjectionDiscriminator discriminator = new(classes: 3, channels: 4);
        Tensor picture = Tensor.Rand([1, 1, 28, 28], generator: new Generator(3)), label = Tensor.From<long>([1], [1]);
        double before = Settled(), after;
        foreach ((string name, Parameter parameter) in discriminator.NamedParameters())
        {
            if (name.EndsWith("weight_orig", StringComparison.Ordinal))
                parameter.Value.Detach().MultiplyInPlace(10);
        }

        after = Settled();
        Assert.NotEqual(0, before);
        Assert.Equal(before, after, 1e-3 * Math.Abs(before));

        double Settled()
        {
            discriminator.Train();
            for (int i = 0; i < 100; i++)
                discriminator.Forward(picture, label);
            discriminator.Eval();
            return discriminator.Forward(picture, label).ToDouble();
        }
    }

    [Fact]
    public void What_does_not_fit_is_named()
    {
        ProjectionDiscriminator discriminator = new(classes: 3, channels: 4);
        Assert.Throws<ShapeException>(() => discriminator.Forward(Tensor.Zeros([2, 1, 28, 28]), Tensor.From<long>([0, 1], [2, 1])));
        Assert.Throws<ShapeException>(() => discriminator.Forward(Tensor.Zeros([2, 1, 32, 32]), Tensor.From<long>([0, 1], [2])));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ProjectionDiscriminator(0));
    }

    [Fact]
    public void Weights_are_counted_before_they_are_made()
    {
        ConditionalGenerator generator = new(classes: 3, noise: 5, channels: 4);
        Assert.Equal(generator.ParameterCount - (2 * 8) - (2 * 4), ConditionalGenerator.Weights(3, 5, 4));
    }
}
