using Lamina.NN;

namespace Lamina.Training;

/// <summary>
/// Trains two networks against each other: a generator that makes pictures of given classes from noise, and a discriminator that says how real a picture of a class looks. By the hinge
/// loss: the discriminator lowers mean max(0, 1 − D(real)) + mean max(0, 1 + D(made)), the generator −mean D(made).
/// </summary>
/// <remarks>
/// Both updates of a step are recorded once for each shape and replayed (<see cref="Capture"/>); <see cref="EagerBecause"/> says if that cannot be. The networks are trained as they are at the first step: put
/// them into training mode before. Real and made pictures go through the discriminator as one batch, so a batch normalization in it would see both. Noise is drawn from the default generator, in float32.
/// <b>Source:</b> Goodfellow and others, Generative adversarial nets (2014); hinge: Lim and Ye, Geometric GAN (2017).
/// </remarks>
public sealed class AdversarialTraining
{
    readonly Module<Tensor, Tensor, Tensor> _generator, _discriminator;
    readonly Step _judge, _make;
    readonly int _noise;

    /// <summary>Of two networks and what trains them.</summary>
    /// <param name="generator">Noise [N, <paramref name="noise"/>] and classes, int64 [N] → pictures.</param>
    /// <param name="discriminator">Pictures and classes → [N, 1], high for real ones.</param>
    /// <param name="noise">Numbers that a picture is made of.</param>
    /// <param name="generatorOptimizer">Trains the generator; it is given its parameters here.</param>
    /// <param name="discriminatorOptimizer">Trains the discriminator; it is given its parameters here.</param>
    /// <exception cref="ArgumentOutOfRangeException">The noise is below 1.</exception>
    public AdversarialTraining(
        Module<Tensor, Tensor, Tensor> generator,
        Module<Tensor, Tensor, Tensor> discriminator,
        int noise,
        Optimizer generatorOptimizer,
        Optimizer discriminatorOptimizer)
    {
        ArgumentNullException.ThrowIfNull(generator);
        ArgumentNullException.ThrowIfNull(discriminator);
        ArgumentNullException.ThrowIfNull(generatorOptimizer);
        ArgumentNullException.ThrowIfNull(discriminatorOptimizer);
        ArgumentOutOfRangeException.ThrowIfLessThan(noise, 1);
        (_generator, _discriminator, _noise) = (generator, discriminator, noise);
        (GeneratorOptimizer, DiscriminatorOptimizer) = (generatorOptimizer, discriminatorOptimizer);
        generatorOptimizer.Attach(generator.Parameters());
        discriminatorOptimizer.Attach(discriminator.Parameters());
        (_judge, _make) = (Capture.Step(Judge), Capture.Step(Make));
    }

    /// <summary>Trains the generator.</summary>
    public Optimizer GeneratorOptimizer { get; }

    /// <summary>Trains the discriminator.</summary>
    public Optimizer DiscriminatorOptimizer { get; }

    /// <summary>Why steps are not replayed but done anew each time; null if they are replayed.</summary>
    public string? EagerBecause => _judge.WhyEager ?? _make.WhyEager;

    /// <summary>Steps so far.</summary>
    public long Steps { get; private set; }

    /// <summary>One update of the discriminator, by the given pictures and as many made ones of the same classes, and one of the generator.</summary>
    /// <param name="pictures">Real pictures, of the shape and range that the generator makes.</param>
    /// <param name="classes">Their classes, int64 [N].</param>
    /// <returns>Both losses.</returns>
    /// <exception cref="ShapeException">The pictures or classes do not fit the networks.</exception>
    public (Tensor Discriminator, Tensor Generator) Advance(Tensor pictures, Tensor classes)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        ArgumentNullException.ThrowIfNull(classes);

        // The next replay writes over what a replay gave.
        Tensor judged = _judge.Run(pictures, classes).Clone(), made = _make.Run(classes).Clone();
        Steps++;
        return (judged, made);
    }

    Tensor Judge(Tensor real, Tensor classes)
    {
        Tensor made;
        using (Gradients.Off())
            made = _generator.Call(Noise(classes), classes);
        DiscriminatorOptimizer.ZeroGrad();
        long count = classes.Shape[0];
        Tensor values = _discriminator.Call(Tensor.Concatenate([real, made], 0), Tensor.Concatenate([classes, classes], 0));
        Tensor loss = (1 - values.Slice(0, 0, count)).Relu().Mean() + (1 + values.Slice(0, count, 2 * count)).Relu().Mean();
        loss.Backward();
        DiscriminatorOptimizer.Step();
        return loss;
    }

    Tensor Make(Tensor classes)
    {
        GeneratorOptimizer.ZeroGrad();

        // The gradient passes through the discriminator without leaving one in its weights.
        Parameter[] trained = [.. _discriminator.Parameters().Where(parameter => parameter.Trainable)];
        try
        {
            _discriminator.Freeze();
            Tensor loss = -_discriminator.Call(_generator.Call(Noise(classes), classes), classes).Mean();
            loss.Backward();
            GeneratorOptimizer.Step();
            return loss;
        }
        finally
        {
            foreach (Parameter parameter in trained)
                parameter.Trainable = true;
        }
    }

    Tensor Noise(Tensor classes) => Tensor.Randn([classes.Shape[0], _noise]);
}
