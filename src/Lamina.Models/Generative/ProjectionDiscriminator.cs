using Lamina.NN;

namespace Lamina.Models.Generative;

/// <summary>
/// The discriminator of a conditional adversarial network: pictures [N, 1, 28, 28] and the classes that they should be of, int64 [N] → [N, 1], large for pictures that it takes as real ones of
/// their classes. Three convolutions with stride 2 and leaky ReLU of slope 0.1 make features φ; the value is w·φ + v(class)·Σφ, the sum over all places. Every weight is spectrally
/// normalized: as a matrix it has norm 1, which bounds how fast the value changes with the picture.
/// </summary>
/// <remarks>
/// <b>Source:</b> Miyato and Koyama, cGANs with projection discriminator (2018); Miyato, Kataoka, Koyama and Yoshida, Spectral normalization for generative adversarial networks (2018).
/// </remarks>
public sealed class ProjectionDiscriminator : Module<Tensor, Tensor, Tensor>
{
    const double Slope = 0.1;
    const int Side = 28, End = 4;

    readonly Conv2d _conv1, _conv2, _conv3;
    readonly Linear _fc;
    readonly Embedding _classes;

    /// <summary>Makes a discriminator with random weights.</summary>
    /// <param name="classes">Number of classes.</param>
    /// <param name="channels">Channels of the first convolution; the second has twice, the third four times as many.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1.</exception>
    public ProjectionDiscriminator(int classes = 10, int channels = 32)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        _conv1 = new Conv2d(1, channels, 4, 2, 1);
        _conv2 = new Conv2d(channels, 2 * channels, 4, 2, 1);
        _conv3 = new Conv2d(2 * channels, 4 * channels, 3, 2, 1);
        _fc = new Linear(4 * channels * End * End, 1);
        _classes = new Embedding(classes, 4 * channels);
        foreach (Module layer in (Module[])[_conv1, _conv2, _conv3, _fc, _classes])
            SpectralNorm.Apply(layer);
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor pictures, Tensor classes)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        ArgumentNullException.ThrowIfNull(classes);
        if (pictures.Rank != 4 || pictures.Shape[1] != 1 || pictures.Shape[2] != Side || pictures.Shape[3] != Side || classes.Rank != 1 || classes.Shape[0] != pictures.Shape[0])
            throw new ShapeException($"ProjectionDiscriminator takes pictures [N, 1, {Side}, {Side}] and classes [N]; got {pictures.Spec} and {classes.Spec}.");
        Tensor x = _conv1.Call(pictures).LeakyRelu(Slope);
        x = _conv2.Call(x).LeakyRelu(Slope);
        x = _conv3.Call(x).LeakyRelu(Slope);
        return _fc.Call(x.Flatten(1)) + (_classes.Call(classes) * x.Sum(2, 3)).Sum([1], keepDims: true);
    }
}
