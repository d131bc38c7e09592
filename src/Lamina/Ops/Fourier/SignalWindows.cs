namespace Lamina;

public sealed partial class Tensor
{
    /// <summary>The Hann window ½ − ½ cos(2πk/N). PyTorch's <c>hann_window</c>.</summary>
    /// <param name="length">Number of points.</param>
    /// <param name="periodic">True for N = length, as spectra want it; false for N = length − 1, which is symmetric, as filters want it.</param>
    /// <param name="dtype">float32 or float64.</param>
    public static Tensor HannWindow(long length, bool periodic = true, DType dtype = DType.Float32) => CosineWindow(length, periodic, dtype, 0.5, 0.5, 0);

    /// <summary>The Hamming window α − (1 − α) cos(2πk/N). PyTorch's <c>hamming_window</c>.</summary>
    /// <inheritdoc cref="HannWindow"/>
    /// <param name="length">Number of points.</param>
    /// <param name="periodic">True for N = length, as spectra want it; false for N = length − 1, which is symmetric, as filters want it.</param>
    /// <param name="alpha">α.</param>
    /// <param name="dtype">float32 or float64.</param>
    public static Tensor HammingWindow(long length, bool periodic = true, double alpha = 0.54, DType dtype = DType.Float32) => CosineWindow(length, periodic, dtype, alpha, 1 - alpha, 0);

    /// <summary>The Blackman window 0.42 − ½ cos(2πk/N) + 0.08 cos(4πk/N). PyTorch's <c>blackman_window</c>.</summary>
    /// <inheritdoc cref="HannWindow"/>
    public static Tensor BlackmanWindow(long length, bool periodic = true, DType dtype = DType.Float32) => CosineWindow(length, periodic, dtype, 0.42, 0.5, 0.08);

    static Tensor CosineWindow(long length, bool periodic, DType dtype, double constant, double first, double second)
    {
        if (length < 0)
            throw new ShapeException($"A window of {length} points is asked for; give a length of 0 or more.");
        double[] values = new double[length];
        double period = periodic ? length : length - 1;
        for (long k = 0; k < length; k++)
            values[k] = length == 1 ? 1 : constant - (first * double.CosPi(2 * k / period)) + (second * double.CosPi(4 * k / period));
        return From<double>(values, [length]).To(dtype);
    }
}
