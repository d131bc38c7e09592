using Lamina.NN;
using Xunit;

namespace Lamina.Training.Tests.Adversarial;

/// <summary>A generator of points learns where the points of each class are.</summary>
[Collection(nameof(Alone))]
public sealed class AdversarialTrainingTests
{
    const int Noise = 4;

    sealed class Points(int inputs, int outputs) : Module<Tensor, Tensor, Tensor>
    {
        readonly Linear _fc1 = new(inputs + 2, 32), _fc2 = new(32, outputs);

        public override Tensor Forward(Tensor x, Tensor classes) => _fc2.Call(_fc1.Call(Tensor.Concatenate([x, classes.OneHot(2)], 1)).LeakyRelu(0.1));
    }

    [Fact]
    public void Each_class_is_drawn_where_it_is()
    {
        Tensor.Seed(3);
        Points generator = new(Noise, 2);
        AdversarialTraining training = new(generator, new Points(2, 1), Noise, new Adam(2e-3, beta1: 0, beta2: 0.9), new Adam(4e-3, beta1: 0, beta2: 0.9));
        Generator draws = new(5);
        for (int i = 0; i < 600; i++)
        {
            Tensor classes = Tensor.RandInt([64], 0, 2, generator: draws);
            training.Advance(Real(classes, draws), classes);
        }

        Assert.Equal(600, training.Steps);
        foreach (long label in (long[])[0, 1])
        {
            Tensor classes = Tensor.Full([500], label, DType.Int64), drawn = generator.Forward(Tensor.Randn([500, Noise], generator: draws), classes), middle = drawn.Mean(0);
            Assert.Equal(label == 0 ? 1 : -1, middle[0].ToDouble(), 0.35);
            Assert.Equal(label == 0 ? -0.5 : 1, middle[1].ToDouble(), 0.35);
        }
    }

    // By hand, with the formula of the losses.
    [Fact]
    public void Losses_are_those_of_the_hinge()
    {
        Tensor.Seed(8);
        Points generator = new(Noise, 2), discriminator = new(2, 1);
        Tensor classes = Tensor.From<long>([0, 1, 1], [3]), real = Real(classes, new Generator(1));
        AdversarialTraining training = new(generator, discriminator, Noise, new Sgd(1e-12), new Sgd(1e-12));
        Tensor.Seed(9);
        Tensor first = Tensor.Randn([3, Noise]), second = Tensor.Randn([3, Noise]);
        double expected = (1 - discriminator.Forward(real, classes)).Relu().Mean().ToDouble() + (1 + discriminator.Forward(generator.Forward(first, classes), classes)).Relu().Mean().ToDouble();
        double made = -discriminator.Forward(generator.Forward(second, classes), classes).Mean().ToDouble();
        Tensor.Seed(9);
        (Tensor judged, Tensor drawn) = training.Advance(real, classes);
        Assert.Equal(expected, judged.ToDouble(), 1e-5);
        Assert.Equal(made, drawn.ToDouble(), 1e-5);
        Assert.All(discriminator.Parameters(), parameter => Assert.True(parameter.Trainable));

        // A replay has other noise and other pictures, and leaves what was given before.
        Tensor others = Real(classes, new Generator(2)), third = Noises(11), fourth = Tensor.Randn([3, Noise]);
        double next = (1 - discriminator.Forward(others, classes)).Relu().Mean().ToDouble() + (1 + discriminator.Forward(generator.Forward(third, classes), classes)).Relu().Mean().ToDouble();
        double nextMade = -discriminator.Forward(generator.Forward(fourth, classes), classes).Mean().ToDouble();
        Tensor.Seed(11);
        (Tensor again, Tensor drawnAgain) = training.Advance(others, classes);
        Assert.Null(training.EagerBecause);
        Assert.Equal(next, again.ToDouble(), 1e-5);
        Assert.Equal(nextMade, drawnAgain.ToDouble(), 1e-5);
        Assert.Equal(expected, judged.ToDouble(), 1e-5);
    }

    [Fact]
    public void The_generators_update_leaves_the_discriminator_alone()
    {
        Tensor.Seed(8);
        Points generator = new(Noise, 2), discriminator = new(2, 1);
        Parameter kept = discriminator.Parameters().First();
        kept.Trainable = false;
        float[] weights = kept.Value.ToArray<float>();
        Tensor classes = Tensor.From<long>([0, 1, 1], [3]);
        AdversarialTraining training = new(generator, discriminator, Noise, new Sgd(0.1), new Sgd(1e-12));
        float[][] before = [.. discriminator.Parameters().Select(parameter => parameter.Value.ToArray<float>())];
        float[] made = generator.Parameters().First().Value.ToArray<float>();
        training.Advance(Real(classes, new Generator(1)), classes);
        Assert.All(discriminator.Parameters().Zip(before), pair => Assert.Equal(0, pair.First.Value.ToArray<float>().Zip(pair.Second, (a, b) => Math.Abs(a - b)).Max(), 1e-6));
        Assert.NotEqual(made, generator.Parameters().First().Value.ToArray<float>());
        Assert.Equal([false, true, true, true], discriminator.Parameters().Select(parameter => parameter.Trainable));
        Assert.Equal(weights, kept.Value.ToArray<float>());
        Assert.ThrowsAny<LaminaException>(() => training.Advance(Tensor.Zeros([3, 5]), classes));
        Assert.Equal([false, true, true, true], discriminator.Parameters().Select(parameter => parameter.Trainable));
    }

    [Fact]
    public void Noise_has_a_number_or_more() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new AdversarialTraining(new Points(0, 2), new Points(2, 1), 0, new Adam(), new Adam()));

    static Tensor Noises(long seed)
    {
        Tensor.Seed(seed);
        return Tensor.Randn([3, Noise]);
    }

    // Around (1, −½) and (−1, 1).
    static Tensor Real(Tensor classes, Generator draws)
    {
        Tensor label = classes.To(DType.Float32).Unsqueeze(1);
        return Tensor.Concatenate([1 - (2 * label), -0.5 + (1.5 * label)], 1) + (0.2 * Tensor.Randn([classes.Shape[0], 2], generator: draws));
    }
}
