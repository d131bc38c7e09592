using Lamina.NN;

namespace Lamina.Models.Generative;

/// <summary>
/// The generator of a deep convolutional adversarial network that is told what to draw: noise [N, noise] and classes, int64 [N] → pictures [N, 1, 28, 28] in −1 … 1. Noise and
/// class (one of C numbers is 1) become planes of 7×7, which two transposed convolutions 4×4 with stride 2 double; batch normalization, ReLU, and tanh at the end.
/// </summary>
/// <remarks>
/// Weights begin normal with deviation 0.02. <b>Source:</b> Radford, Metz and Chintala, Unsupervised representation learning with deep convolutional generative adversarial networks
/// (2015), with the class beside the noise as in Mirza and Osindero, Conditional generative adversarial nets (2014).
/// </remarks>
public sealed class ConditionalGenerator : Module<Tensor, Tensor, Tensor>, IPictureGenerator
{
    const int Start = 7, Together = 500;

    readonly Linear _fc;
    readonly ConvTranspose2d _conv1, _conv2;
    readonly BatchNorm2d _bn0, _bn1;

    /// <summary>Makes a generator with random weights.</summary>
    /// <param name="classes">Number of classes.</param>
    /// <param name="noise">Numbers that a picture of a class is made of.</param>
    /// <param name="channels">Channels of 14×14; twice as many of 7×7.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1.</exception>
    public ConditionalGenerator(int classes = 10, int noise = 64, int channels = 32)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(noise, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        (Classes, Noise, Channels) = (classes, noise, channels);
        (_fc, _bn0) = (new Linear(noise + classes, 2 * channels * Start * Start, bias: false), new BatchNorm2d(2 * channels));
        (_conv1, _bn1) = (new ConvTranspose2d(2 * channels, channels, 4, 2, 1, bias: false), new BatchNorm2d(channels));
        _conv2 = new ConvTranspose2d(channels, 1, 4, 2, 1);
        AdversarialStart.Fill(this);
    }

    /// <summary>Rows and columns of a picture.</summary>
    public static int Side => 4 * Start;

    /// <inheritdoc/>
    public int Classes { get; }

    /// <summary>Numbers that a picture of a class is made of.</summary>
    public int Noise { get; }

    /// <summary>Channels of 14×14.</summary>
    public int Channels { get; }

    /// <summary>How many numbers the layers of a generator of these sizes have, the normalizations' left out.</summary>
    /// <param name="classes">Number of classes.</param>
    /// <param name="noise">Numbers that a picture of a class is made of.</param>
    /// <param name="channels">Channels of 14×14.</param>
    public static long Weights(int classes, int noise, int channels) => (((long)noise + classes) * 2 * channels * Start * Start) + (2L * channels * channels * 16) + (channels * 16L) + 1;

    /// <inheritdoc/>
    public override Tensor Forward(Tensor noise, Tensor classes)
    {
        ArgumentNullException.ThrowIfNull(noise);
        ArgumentNullException.ThrowIfNull(classes);
        if (noise.Rank != 2 || noise.Shape[1] != Noise || classes.Rank != 1 || classes.Shape[0] != noise.Shape[0])
            throw new ShapeException($"ConditionalGenerator takes noise [N, {Noise}] and classes [N]; got {noise.Spec} and {classes.Spec}.");
        Tensor x = _fc.Call(Tensor.Concatenate([noise, classes.OneHot(Classes, noise.DType)], 1)).Reshape(-1, 2 * Channels, Start, Start);
        x = _bn0.Call(x).Relu();
        x = _bn1.Call(_conv1.Call(x)).Relu();
        return _conv2.Call(x).Tanh();
    }

    /// <inheritdoc/>
    /// <remarks>Put the network into evaluation mode first: in training a picture depends on those that are drawn with it.</remarks>
    public Tensor Sample(int count, Generator? generator = null, int? label = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        if (label is < 0 || label >= Classes)
            throw new ArgumentOutOfRangeException(nameof(label), label, $"Classes are numbered from 0 to {Classes - 1}.");
        Tensor noise = Tensor.Randn([count, Noise], _fc.Weight.DType, generator);
        Tensor classes = Tensor.From<long>([.. Enumerable.Range(0, count).Select(i => (long)(label ?? i % Classes))], [count]);
        return (Tensor.Concatenate([.. Enumerable.Range(0, (count + Together - 1) / Together).Select(Part)], 0) + 1) / 2;

        // A plane of 10,000 pictures is large.
        Tensor Part(int number)
        {
            (long first, long end) = ((long)number * Together, Math.Min((number + 1L) * Together, count));
            return Call(noise.Slice(0, first, end), classes.Slice(0, first, end));
        }
    }
}
