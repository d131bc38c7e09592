namespace Lamina.Ops;

/// <summary>What Fourier transforms have in common: complex tensors, the line they work along, its length and the scale.</summary>
internal static class FourierLines
{
    /// <summary>An axis of a complex tensor, whose last axis holds real and imaginary part and is not counted.</summary>
    public static int ComplexAxis(Tensor x, int axis, string operation)
    {
        if (x.Rank < 2 || x.Shape[^1] != 2)
            throw new ShapeException($"{operation}: a complex tensor has its real and imaginary parts in a last axis of 2, behind at least one more; got {x.Shape}. Use `Rfft` for real numbers.");
        return x.Shape[..^1].Axis(axis, operation);
    }

    /// <summary>The first elements along an axis, with zeros behind where there are too few.</summary>
    public static Tensor Resize(Tensor x, int axis, long length, string operation)
    {
        if (length < 1)
            throw new ShapeException($"{operation}: a transform has at least one point; axis {axis} of {x.Shape} would give {length}. Pass a length, or leave empty tensors out.");
        long size = x.Shape[axis];
        if (size == length)
            return x;
        if (size > length)
            return x.Slice(axis, 0, length);
        PadAmount[] amounts = new PadAmount[x.Rank];
        amounts[axis] = (0, length - size);
        return x.Pad(amounts);
    }

    public static double Scale(FourierNorm norm, bool inverse, long length) => norm switch
    {
        FourierNorm.Ortho => 1 / Math.Sqrt(length),
        FourierNorm.Forward => inverse ? 1 : 1.0 / length,
        _ => inverse ? 1.0 / length : 1,
    };

    /// <summary>
    /// Runs a transform along an axis, which is brought to the end; behind it stand <paramref name="behind"/> axes of parts before, and
    /// <paramref name="after"/> afterwards. Lengths with large prime factors are computed in float64: their convolution loses digits.
    /// </summary>
    public static Tensor Along(Tensor x, int axis, long length, int behind, int after, Op op)
    {
        int last = x.Rank - 1 - behind;
        bool wide = x.DType == DType.Float64 || !Cpu.Fourier.Fourier.HasSmallFactors(op is Fft || length % 2 != 0 ? length : length / 2);
        Tensor lines = axis == last ? x : x.MoveAxis(axis, last);
        Tensor result = Dispatch.Run(op, lines.To(wide ? DType.Float64 : DType.Float32).Contiguous()).To(x.DType.ToFloating());
        return axis == last ? result : result.MoveAxis(result.Rank - 1 - after, axis);
    }

    /// <summary>How often each place of a half spectrum stands in the whole: the first once, and the last of an even length; the rest twice.</summary>
    public static Tensor Multiplicity(long length, double once, double twice, DType dtype)
    {
        double[] counts = new double[(length / 2) + 1];
        Array.Fill(counts, twice);
        counts[0] = once;
        if (length % 2 == 0)
            counts[^1] = once;
        return Tensor.From<double>(counts, [counts.Length, 1]).To(dtype);
    }
}
