namespace Lamina;

public sealed partial class Tensor
{
    /// <summary>
    /// The largest elements of windows whose steps differ by chance, so that the output has any size: of an axis of n elements window i begins at ⌊(i + s)·α⌋ − ⌊s·α⌋, with α = (n − kernel) / (out − 1), and the last at n − kernel. As PyTorch's
    /// <c>fractional_max_pool2d</c> and <c>fractional_max_pool3d</c>.
    /// </summary>
    /// <param name="kernel">The window's size along each axis behind N and C.</param>
    /// <param name="outputSize">The output's size along each of them.</param>
    /// <param name="samples">s, from 0 to below 1, [N, C, axes]: for pictures that of the columns, then of the rows; else in the order of the axes. Uniform numbers if null.</param>
    /// <param name="generator">The source of the numbers; <see cref="Generator.Default"/> if null.</param>
    /// <returns>The elements [N, C, out…], and where in their planes (volumes) they lie (int64): row · W + column.</returns>
    /// <remarks>**DType:** this tensor's. **Gradient:** to the first of equal ones, in row order. Source: Graham, Fractional Max-Pooling (2014).</remarks>
    /// <exception cref="ShapeException">The ranks do not fit, a window is larger than the input, or windows would not fit into it.</exception>
    public (Tensor Values, Tensor Indices) FractionalMaxPoolWithIndices(Shape kernel, Shape outputSize, Tensor? samples = null, Generator? generator = null)
    {
        int axes = kernel.Rank;
        if (axes < 1 || Rank != axes + 2 || outputSize.Rank != axes || (samples is not null && samples.Shape != [Shape[0], Shape[1], axes]))
            throw new ShapeException($"fractional_max_pool takes an input [N, C, …], a window and an output size of as many axes as are behind C, and samples [N, C, axes]; got {Shape}, {kernel}, {outputSize} and {samples?.Shape.ToString() ?? "no"} samples. Use `Reshape` or `Unsqueeze` to bring the input to that form.");
        for (int i = 0; i < axes; i++)
        {
            if (kernel[i] < 1 || outputSize[i] < 1 || outputSize[i] + kernel[i] - 1 > Shape[i + 2])
                throw new ShapeException($"fractional_max_pool: {outputSize[i]} windows of {kernel[i]} do not fit into axis {i + 2} of {Shape}. Use fewer or smaller ones: the sizes of output and window add up to at most one more than the axis.");
        }

        Tensor s = (samples ?? Rand([Shape[0], Shape[1], axes], DType == DType.Float64 ? DType : DType.Float32, generator)).Detach().Widened();
        Tensor? places = null;
        for (int i = 0; i < axes; i++)
        {
            // PyTorch's order of the samples: columns come first in pictures, planes in volumes.
            Tensor sample = s.Select(2, axes == 2 ? 1 - i : i).Unsqueeze(2);
            long room = Shape[i + 2] - kernel[i], count = outputSize[i];
            Tensor starts = Starts(sample, room, count).Unsqueeze(-1) + Arange(0, kernel[i]);

            // [N, C, out₁, .., outᵢ, window₁, .., windowᵢ]
            starts = starts.Reshape([Shape[0], Shape[1], .. Ones(i), count, .. Ones(i), kernel[i]]);
            places = places is null ? starts : (places.Reshape([Shape[0], Shape[1], .. outputSize[..i], 1, .. kernel[..i], 1]) * Shape[i + 2]) + starts;
        }

        long[] output = [Shape[0], Shape[1], .. outputSize], flat = [Shape[0], Shape[1], outputSize.Count, kernel.Count];
        Tensor windows = Reshape(Shape[0], Shape[1], -1).Gather(2, places!.Reshape(Shape[0], Shape[1], -1)).Reshape(flat);
        (Tensor values, Tensor first) = windows.Max(3, keepDims: true);
        return (values.Reshape(output), places.Reshape(flat).Gather(3, first).Reshape(output));

        static IEnumerable<long> Ones(int count) => Enumerable.Repeat(1L, count);

        static Tensor Starts(Tensor sample, long room, long count)
        {
            Tensor last = Tensor.Full([sample.Shape[0], sample.Shape[1], 1], room, DType.Int64);
            if (count == 1)
                return last;
            double step = (double)room / (count - 1);
            Tensor before = ((((Arange(0, count - 1).To(sample.DType) + sample) * step).Floor()) - (sample * step).Floor()).To(DType.Int64);
            return Concatenate([before, last], 2);
        }
    }
}
