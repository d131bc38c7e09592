using Lamina.Ops;

namespace Lamina;

public sealed partial class Tensor
{
    /// <summary>The transform <see cref="Fft"/> along several axes, one after the other. PyTorch's <c>torch.fft.fftn</c>.</summary>
    /// <param name="axes">The axes, not counting the one of the parts; all without any.</param>
    /// <param name="norm">Which direction is divided.</param>
    public Tensor FftN(ReadOnlySpan<int> axes = default, FourierNorm norm = FourierNorm.Backward)
    {
        Tensor result = this;
        foreach (int axis in FourierAxes(axes, nameof(FftN)))
            result = result.Fft(null, axis, norm);
        return result;
    }

    /// <summary>The inverse <see cref="Ifft"/> along several axes, one after the other. PyTorch's <c>torch.fft.ifftn</c>.</summary>
    /// <inheritdoc cref="FftN"/>
    public Tensor IfftN(ReadOnlySpan<int> axes = default, FourierNorm norm = FourierNorm.Backward)
    {
        Tensor result = this;
        foreach (int axis in FourierAxes(axes, nameof(IfftN)))
            result = result.Ifft(null, axis, norm);
        return result;
    }

    /// <summary>The transform <see cref="Fft"/> along the last two axes before the one of the parts. PyTorch's <c>torch.fft.fft2</c>.</summary>
    /// <param name="norm">Which direction is divided.</param>
    public Tensor Fft2(FourierNorm norm = FourierNorm.Backward) => FftN([-2, -1], norm);

    /// <summary>The inverse <see cref="Ifft"/> along the last two axes before the one of the parts. PyTorch's <c>torch.fft.ifft2</c>.</summary>
    /// <inheritdoc cref="Fft2"/>
    public Tensor Ifft2(FourierNorm norm = FourierNorm.Backward) => IfftN([-2, -1], norm);

    /// <summary>The spectrum of real pictures [..., height, width] → [..., height, width/2 + 1, 2]: <see cref="Rfft"/> along the last axis, <see cref="Fft"/> along the one before. PyTorch's <c>torch.fft.rfft2</c>.</summary>
    /// <param name="norm">Which direction is divided.</param>
    public Tensor Rfft2(FourierNorm norm = FourierNorm.Backward)
    {
        if (Rank < 2)
            throw new ShapeException($"Rfft2: a picture has two axes; got {Shape}. Use `Rfft` for a line.");
        return Rfft(null, -1, norm).Fft(null, -2, norm);
    }

    /// <summary>The real pictures of a half spectrum; the inverse of <see cref="Rfft2"/>. PyTorch's <c>torch.fft.irfft2</c>.</summary>
    /// <param name="width">The pictures' width; the even number that fits if null.</param>
    /// <param name="norm">Which direction is divided.</param>
    public Tensor Irfft2(long? width = null, FourierNorm norm = FourierNorm.Backward) => Ifft(null, -2, norm).Irfft(width, -1, norm);

    /// <summary>The lowest frequency brought from the front to the middle along some axes: PyTorch's <c>torch.fft.fftshift</c>.</summary>
    /// <param name="axes">The axes; all without any. Name them for a complex tensor, whose parts must stay.</param>
    public Tensor FftShift(params ReadOnlySpan<int> axes) => Shifted(axes, inverse: false, nameof(FftShift));

    /// <summary>The lowest frequency brought from the middle back to the front along some axes; the inverse of <see cref="FftShift"/>.</summary>
    /// <inheritdoc cref="FftShift"/>
    public Tensor IfftShift(params ReadOnlySpan<int> axes) => Shifted(axes, inverse: true, nameof(IfftShift));

    /// <summary>The frequencies of the places of a spectrum of <paramref name="length"/> points: 0, 1, …, −2, −1, each divided by length · spacing. PyTorch's <c>torch.fft.fftfreq</c>.</summary>
    /// <param name="length">Number of points.</param>
    /// <param name="spacing">Distance of two points.</param>
    /// <param name="dtype">float32 or float64.</param>
    public static Tensor FftFrequencies(long length, double spacing = 1, DType dtype = DType.Float32)
    {
        double[] values = new double[length];
        for (long k = 0; k < length; k++)
            values[k] = (k < (length + 1) / 2 ? k : k - length) / (length * spacing);
        return From<double>(values, [length]).To(dtype);
    }

    /// <summary>The frequencies of the places of the spectrum of <paramref name="length"/> real points: 0 … length/2, each divided by length · spacing. PyTorch's <c>torch.fft.rfftfreq</c>.</summary>
    /// <inheritdoc cref="FftFrequencies"/>
    public static Tensor RfftFrequencies(long length, double spacing = 1, DType dtype = DType.Float32)
    {
        double[] values = new double[(length / 2) + 1];
        for (long k = 0; k < values.Length; k++)
            values[k] = k / (length * spacing);
        return From<double>(values, [values.Length]).To(dtype);
    }

    int[] FourierAxes(ReadOnlySpan<int> axes, string operation)
    {
        FourierLines.ComplexAxis(this, 0, operation);
        int[] all = axes.IsEmpty ? [.. Enumerable.Range(0, Rank - 1)] : new int[axes.Length];
        for (int i = 0; i < axes.Length; i++)
        {
            all[i] = FourierLines.ComplexAxis(this, axes[i], operation);
            if (Array.IndexOf(all, all[i]) < i)
                throw new IndexException($"{operation}: axis {axes[i]} of {Shape} is named twice; a transform goes along each axis once.");
        }

        return all;
    }

    Tensor Shifted(ReadOnlySpan<int> axes, bool inverse, string operation)
    {
        uint mask = AxisSets.Check(Shape, axes, operation);
        Tensor result = this;
        for (int axis = 0; axis < Rank; axis++)
        {
            if (axes.IsEmpty || (mask >> axis & 1) != 0)
                result = result.Roll(inverse ? -(Shape[axis] / 2) : Shape[axis] / 2, axis);
        }

        return result;
    }
}
