using Lamina.NN;

namespace Lamina.Models.Generative;

/// <summary>
/// The generator of a deep convolutional adversarial network for 28×28 pictures: noise [N, noise, 1, 1] → [N, channels, 28, 28] in −1 … 1,
/// by transposed convolutions 7×7, 4×4 with stride 2 and 4×4 with stride 2, with batch normalization, ReLU and at the end tanh.
/// </summary>
/// <remarks>
/// Weights begin normal with deviation 0.02, those of normalizations around 1.
/// <b>Source:</b> Radford, Metz and Chintala, Unsupervised representation learning with deep convolutional generative adversarial networks (2015).
/// </remarks>
public sealed class DcganGenerator : Module<Tensor, Tensor>
{
    readonly ConvTranspose2d _conv1, _conv2, _conv3;
    readonly BatchNorm2d _bn1, _bn2;

    /// <summary>Makes a generator with random weights.</summary>
    /// <param name="noise">Numbers that a picture is made of.</param>
    /// <param name="channels">Channels of a picture.</param>
    public DcganGenerator(int noise = 64, int channels = 1)
    {
        (_conv1, _bn1) = (new ConvTranspose2d(noise, 128, 7, bias: false), new BatchNorm2d(128));
        (_conv2, _bn2) = (new ConvTranspose2d(128, 64, 4, 2, 1, bias: false), new BatchNorm2d(64));
        _conv3 = new ConvTranspose2d(64, channels, 4, 2, 1, bias: false);
        AdversarialStart.Fill(this);
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x)
    {
        x = _bn1.Forward(_conv1.Forward(x)).Relu();
        x = _bn2.Forward(_conv2.Forward(x)).Relu();
        return _conv3.Forward(x).Tanh();
    }
}
