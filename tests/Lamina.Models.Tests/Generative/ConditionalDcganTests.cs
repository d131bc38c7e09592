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

    // w·φ + v(class)·Σφ: of one picture, two classes differ by (v(a) − v(b))·Σφ alone, whatever w is.
    [Fact]
    public void The_class_counts_by_its_projection_on_the_features()
    {
        ProjectionDiscriminator discriminator = new(classes: 3, channels: 4);
        Tensor picture = Tensor.Rand([1, 1, 28, 28], generator: new Generator(2));
        for (int i = 0; i < 20; i++)
            discriminator.Forward(picture, Tensor.From<long>([0], [1]));
        discriminator.Eval();
        double[] values = [.. Enumerable.Range(0, 3).Select(label => Value(label))];
        Assert.NotEqual(values[0], values[1]);
        foreach ((string name, Parameter parameter) in discriminator.NamedParameters())
        {
            if (name.StartsWith("fc.", StringComparison.Ordinal))
                parameter.Value.Detach().AddInPlace(Tensor.Ones(parameter.Shape));
        }

        Assert.Equal(values[0] - values[2], Value(0) - Value(2), 1e-5);

        double Value(long label) => discriminator.Forward(picture, Tensor.From<long>([label], [1])).ToDouble();
    }

    [Fact]
    public void No_value_changes_faster_than_the_picture()
    {
        ProjectionDiscriminator discriminator = new(classes: 3, channels: 4);
        Tensor first = Tensor.Rand([1, 1, 28, 28], generator: new Generator(3)), second = first + (0.1 * Tensor.Randn([1, 1, 28, 28], generator: new Generator(4)));
        Tensor label = Tensor.From<long>([1], [1]);
        for (int i = 0; i < 50; i++)
            discriminator.Forward(first, label);
        discriminator.Eval();
        double change = (discriminator.Forward(first, label) - discriminator.Forward(second, label)).Abs().ToDouble(), distance = (first - second).Square().Sum().Sqrt().ToDouble();

        // A kernel of norm 1 as a matrix has at most the norm √(places that it covers) as a convolution; the sum over 16 places has 4.
        Assert.InRange(change, 1e-6, distance * 4 * 4 * 3 * 5);
    }
}
