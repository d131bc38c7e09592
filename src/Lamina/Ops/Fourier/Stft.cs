namespace Lamina;

public sealed partial class Tensor
{
    /// <summary>
    /// The short-time Fourier transform: the spectra of overlapping, windowed pieces of a signal, as pairs (real, imaginary) in a last axis. PyTorch's <c>torch.stft</c>.
    /// </summary>
    /// <param name="points">Points of each transform (<c>n_fft</c>).</param>
    /// <param name="hop">Distance of two pieces; a quarter of the points if null.</param>
    /// <param name="window">The window, 1-d, at most as long as the transform; a shorter one is centred with zeros around it. Ones if null.</param>
    /// <param name="center">True to pad the signal by half the points at both ends, so that piece t stands around sample t · hop.</param>
    /// <param name="padMode">How it is padded.</param>
    /// <param name="normalized">True to divide by √points.</param>
    /// <param name="oneSided">True for the first points/2 + 1 places, which are all there is to a real signal.</param>
    /// <remarks>**Shape:** [..., time] → [..., places, pieces, 2]. Gradients flow to the signal and the window.</remarks>
    /// <exception cref="ShapeException">The signal is shorter than one piece, or the window longer.</exception>
    public Tensor Stft(
        long points, long? hop = null, Tensor? window = null, bool center = true, PadMode padMode = PadMode.Reflect, bool normalized = false, bool oneSided = true)
    {
        long step = CheckPieces(nameof(Stft), points, hop);
        long margin = center ? points / 2 : 0, most = padMode == PadMode.Reflect ? margin + 1 : padMode == PadMode.Circular ? margin : 0;
        if (Rank == 0 || Shape[^1] < most || Shape[^1] + (2 * margin) < points)
            throw new ShapeException($"Stft: pieces of {points} points do not fit into the signal {Shape}. Pad it, or transform fewer points.");
        Tensor signal = center ? Pad([(margin, margin)], padMode) : this;
        Tensor pieces = signal.Unfold(-1, points, step);
        if (window is not null)
            pieces = pieces * CentredWindow(nameof(Stft), window, points);
        FourierNorm norm = normalized ? FourierNorm.Ortho : FourierNorm.Backward;
        Tensor spectra = oneSided ? pieces.Rfft(null, -1, norm) : Stack([pieces, ZerosLike(pieces)], -1).Fft(null, -1, norm);
        return spectra.Transpose(-3, -2);
    }

    /// <summary>
    /// The signal of a short-time Fourier transform: the pieces are windowed once more, added up, and divided by the sum of the squared
    /// windows, which is the least-squares inverse. PyTorch's <c>torch.istft</c>.
    /// </summary>
    /// <param name="points">Points of each transform.</param>
    /// <param name="hop">Distance of two pieces; a quarter of the points if null.</param>
    /// <param name="window">The window that the transform had; ones if null.</param>
    /// <param name="center">True if the signal had been padded: half the points are cut off at both ends.</param>
    /// <param name="normalized">True if the spectra had been divided by √points.</param>
    /// <param name="oneSided">True if the spectra have points/2 + 1 places.</param>
    /// <param name="length">Samples of the signal; behind the last piece stand zeros. What the pieces cover if null.</param>
    /// <remarks>**Shape:** [..., places, pieces, 2] → [..., time]. Where no window covers a sample with more than 0, the result is NaN: choose a smaller hop.
    /// **Source:** Griffin and Lim, Signal estimation from modified short-time Fourier transform, 1984.</remarks>
    /// <exception cref="ShapeException">The shape is not that of spectra of so many points.</exception>
    public Tensor Istft(
        long points, long? hop = null, Tensor? window = null, bool center = true, bool normalized = false, bool oneSided = true, long? length = null)
    {
        long step = CheckPieces(nameof(Istft), points, hop), places = oneSided ? (points / 2) + 1 : points;
        if (Rank < 3 || Shape[^1] != 2 || Shape[^3] != places || Shape[^2] < 1)
            throw new ShapeException($"Istft: spectra of {points} points are [..., {places}, pieces, 2]; got {Shape}. Pass the points that the transform had.");
        FourierNorm norm = normalized ? FourierNorm.Ortho : FourierNorm.Backward;
        Tensor spectra = Transpose(-3, -2);
        Tensor pieces = oneSided ? spectra.Irfft(points, -1, norm) : spectra.Ifft(null, -1, norm).Select(-1, 0);
        Tensor weights = window is null ? Ones([points], pieces.DType) : CentredWindow(nameof(Istft), window, points);
        Tensor sum = (pieces * weights).OverlapAdd(step), cover = weights.Square().Expand([Shape[^2], points]).OverlapAdd(step);
        long start = center ? points / 2 : 0, end = length is { } wanted ? start + wanted : sum.Shape[^1] - start;
        long present = Math.Min(end, sum.Shape[^1]);
        Tensor signal = sum.Slice(-1, start, present) / cover.Slice(-1, start, present);
        return present == end ? signal : signal.Pad((0, end - present));
    }

    static long CheckPieces(string operation, long points, long? hop)
    {
        long step = hop ?? points / 4;
        return points >= 1 && step >= 1 ? step : throw new ShapeException($"{operation}: {points} points every {step} samples; give both as 1 or more.");
    }

    static Tensor CentredWindow(string operation, Tensor window, long points)
    {
        if (window.Rank != 1 || window.Count > points)
            throw new ShapeException($"{operation}: a window is 1-d and at most as long as the transform of {points} points; got {window.Shape}. Cut it, or transform more points.");
        long left = (points - window.Count) / 2;
        return window.Count == points ? window : window.Pad((left, points - window.Count - left));
    }
}
