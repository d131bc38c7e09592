using Lamina.NN;

namespace Lamina.Models.Generative;

/// <summary>
/// The discriminator of a deep convolutional adversarial network for 28×28 pictures: [N, channels, 28, 28] → logits [N, 1], above 0 for
/// pictures that it takes as real; by convolutions 4×4 with stride 2, batch normalization and leaky ReLU of slope 0.2.
/// </summary>
/// <remarks>
/// Weights begin as those of <see cref="DcganGenerator"/>.
/// <b>Source:</b> Radford, Metz and Chintala, Unsupervised representation learning with deep convolutional generative adversarial networks (2015).
/// </remarks>
public sealed class DcganDiscriminator : Module<Tensor, Tensor>
{
    const double Slope = 0.2;

    readonly Conv2d _conv1, _conv2;
    readonly BatchNorm2d _bn2;
    readonly Linear _fc;

    /// <summary>Makes a discriminator with random weights.</summary>
    /// <param name="channels">Channels of a picture.</param>
    public DcganDiscriminator(int channels = 1)
    {
        _conv1 = new Conv2d(channels, 64, 4, 2, 1, bias: false);
        (_conv2, _bn2) = (new Conv2d(64, 128, 4, 2, 1, bias: false), new BatchNorm2d(128));
        _fc = new Linear(128 * 7 * 7, 1);
        AdversarialStart.Fill(this);
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x)
    {
        x = _conv1.Forward(x).LeakyRelu(Slope);
        x = _bn2.Forward(_conv2.Forward(x)).LeakyRelu(Slope);
        return _fc.Forward(x.Flatten(1));
    }
}
