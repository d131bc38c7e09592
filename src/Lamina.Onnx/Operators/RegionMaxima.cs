namespace Lamina.Onnx.Operators;

/// <summary>
/// RoiAlign with the mode max: of all places sampled in a bin, the largest of the four corners, each times its weight. The standard defines it so; it is not the
/// largest interpolated value.
/// </summary>
internal sealed record RegionMaxima(int Height, int Width, double Scale, int Samples, bool Aligned)
{
    /// <summary>[N, C, H, W], regions [R, 5] of picture, x₁, y₁, x₂, y₂ → [R, C, Height, Width].</summary>
    public Tensor Of(Tensor x, Tensor regions)
    {
        double[] corners = regions.To(DType.Float64).ToArray<double>();
        return Tensor.Stack([.. Enumerable.Range(0, corners.Length / 5).Select(i => Region(x, corners.AsSpan(5 * i, 5)))]);
    }

    Tensor Region(Tensor x, ReadOnlySpan<double> region)
    {
        Tensor picture = x.Select(0, (long)region[0]);
        Places down = Along(region[2], region[4], Height, picture.Shape[1]), across = Along(region[1], region[3], Width, picture.Shape[2]);
        Tensor largest = Tensor.Maximum(Tensor.Maximum(Corner(down.Low, across.Low), Corner(down.Low, across.High)), Tensor.Maximum(Corner(down.High, across.Low), Corner(down.High, across.High)));
        return largest.Reshape(picture.Shape[0], Height, down.Count, Width, across.Count).Amax(2, 4);

        Tensor Corner((long[] At, double[] Weight) row, (long[] At, double[] Weight) column)
        {
            Tensor weight = Tensor.From<double>(row.Weight).Unsqueeze(1) * Tensor.From<double>(column.Weight);
            return picture.IndexSelect(1, Tensor.From<long>(row.At)).IndexSelect(2, Tensor.From<long>(column.At)) * weight.To(x.DType);
        }
    }

    // The places of one axis: the neighbours of each, and their weights. What lies more than one outside weighs nothing.
    Places Along(double from, double to, int bins, long size)
    {
        double offset = Aligned ? 0.5 : 0, start = (from * Scale) - offset, length = (to * Scale) - offset - start;
        if (!Aligned)
            length = Math.Max(length, 1);

        // A region far larger than the map must not ask for memory without end.
        int count = Samples > 0 ? Samples : Math.Max(1, (int)Math.Clamp(Math.Ceiling(length / bins), 0, 4 * (size + 1)));
        (long[] At, double[] Weight) low = (new long[bins * count], new double[bins * count]), high = (new long[bins * count], new double[bins * count]);
        for (int i = 0; i < bins * count; i++)
        {
            double place = start + ((i + 0.5) * length / (bins * count));
            if (place < -1 || place > size)
                continue;
            place = Math.Clamp(place, 0, size - 1);
            low.At[i] = (long)place;
            high.At[i] = Math.Min(low.At[i] + 1, size - 1);
            high.Weight[i] = place - low.At[i];
            low.Weight[i] = 1 - high.Weight[i];
        }

        return new Places(low, high, count);
    }

    sealed record Places((long[] At, double[] Weight) Low, (long[] At, double[] Weight) High, int Count);
}
