using Lamina.NN;

namespace Lamina.Models.Speech;

/// <summary>
/// A small recognizer of speech: two convolutions that look at a spectrogram and keep every fourth frame, LSTMs in both directions, and the classes of each step for
/// <see cref="Loss.CtcWithLogits(long, bool, Reduction)"/>. Shape: [N, frames, bands] → [N, ⌈frames / 4⌉, classes], of any number of frames.
/// </summary>
/// <remarks>
/// DType: floating point. The class of the blank is 0. The form is that of Deep Speech 2, much smaller.
/// <b>Source:</b> Amodei et al.: Deep Speech 2: end-to-end speech recognition in English and Mandarin (2015); Shi, Bai, Yao: An end-to-end trainable neural network for image-based sequence recognition (2015).
/// </remarks>
public sealed class CrnnCtc : Module<Tensor, Tensor>
{
    readonly Conv2d _conv1, _conv2;
    readonly BatchNorm2d _norm1, _norm2;
    readonly Lstm _lstm;
    readonly Dropout _dropout;
    readonly Linear _head;

    /// <summary>Makes a network with random weights.</summary>
    /// <param name="bands">Bands of the spectrogram.</param>
    /// <param name="classes">Labels, and the blank as the first of them.</param>
    /// <param name="channels">Channels of both convolutions.</param>
    /// <param name="hidden">Units of an LSTM in one direction.</param>
    /// <param name="layers">LSTMs on top of one another.</param>
    /// <param name="dropout">In training, probability of 0 for what the LSTMs read and give.</param>
    /// <exception cref="ShapeException">A size is below 1.</exception>
    /// <exception cref="NumericException">Dropout is no probability.</exception>
    public CrnnCtc(int bands = 40, int classes = 11, int channels = 32, int hidden = 128, int layers = 2, double dropout = 0.2)
    {
        (Bands, Classes, Channels, Hidden, Layers) = (bands, classes, channels, hidden, layers);
        _conv1 = new Conv2d(1, channels, 3, stride: 2, padding: 1, bias: false);
        _norm1 = new BatchNorm2d(channels);
        _conv2 = new Conv2d(channels, channels, 3, stride: 2, padding: 1, bias: false);
        _norm2 = new BatchNorm2d(channels);
        _lstm = new Lstm(channels * ((bands + 3) / 4), hidden, layers, batchFirst: true, dropout: dropout, bidirectional: true);
        _dropout = new Dropout(dropout);
        _head = new Linear(2 * hidden, classes);
    }

    /// <summary>Bands of the spectrogram.</summary>
    public int Bands { get; }

    /// <summary>Classes of a step, the blank included.</summary>
    public int Classes { get; }

    /// <summary>Channels of both convolutions.</summary>
    public int Channels { get; }

    /// <summary>Units of an LSTM in one direction.</summary>
    public int Hidden { get; }

    /// <summary>LSTMs on top of one another.</summary>
    public int Layers { get; }

    /// <summary>Steps that are left of so many frames.</summary>
    public static long StepsOf(long frames) => (frames + 3) / 4;

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Rank != 3 || x.Shape[2] != Bands)
            throw new ShapeException($"{this} takes spectrograms [N, frames, {Bands}]; got {x.Shape}. Make them with as many bands as it was trained on.");
        Tensor seen = _norm1.Forward(_conv1.Forward(x.Unsqueeze(1))).Relu();
        seen = _norm2.Forward(_conv2.Forward(seen)).Relu();
        Tensor steps = seen.Permute(0, 2, 1, 3).Flatten(2);
        return _head.Forward(_dropout.Forward(_lstm.Forward(_dropout.Forward(steps)).Output));
    }

    /// <inheritdoc/>
    public override string ToString() => $"CrnnCtc({Bands} bands → {Classes} classes)";
}
