namespace Lamina;

public sealed partial class Tensor
{
    /// <summary>
    /// True if both have the same shape and every element is close: |this − other| ≤ absolute + relative · |other|.
    /// Equal infinities are close, NaN is close to nothing. The defaults are PyTorch's. Reads to the host.
    /// </summary>
    /// <param name="other">What is expected.</param>
    /// <param name="relative">The tolerance relative to the other's magnitude.</param>
    /// <param name="absolute">The tolerance near 0.</param>
    public bool AllClose(Tensor other, double relative = 1e-5, double absolute = 1e-8)
    {
        if (Shape != other.Shape)
            return false;
        double[] found = ToArray<double>(), expected = other.ToArray<double>();
        for (int i = 0; i < found.Length; i++)
        {
            double limit = absolute + (relative * Math.Abs(expected[i]));
            if (found[i] != expected[i] && !(double.IsFinite(expected[i]) && Math.Abs(found[i] - expected[i]) <= limit))
                return false;
        }

        return true;
    }

    /// <summary>True if both have the same shape and dtype and equal elements, NaN equal to NaN. Reads to the host.</summary>
    public bool Same(Tensor other)
    {
        if (Shape != other.Shape || DType != other.DType)
            return false;
        if (DType == DType.Int64)
            return ToArray<long>().AsSpan().SequenceEqual(other.ToArray<long>());
        return ToArray<double>().AsSpan().SequenceEqual(other.ToArray<double>());
    }
}
