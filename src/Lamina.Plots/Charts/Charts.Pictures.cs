using Lamina.Imaging;

namespace Lamina.Plots;

public static partial class Charts
{
    /// <summary>The filters of a convolution as pictures.</summary>
    /// <param name="weight">[filters, channels, height, width], as of <c>Conv2d</c>.</param>
    /// <param name="title">What stands above; empty for no title.</param>
    /// <param name="most">At most so many, the first ones.</param>
    /// <remarks>
    /// Filters of three channels are shown in colours, each from its own least value (black) to its own largest. Of any others each channel
    /// is a picture: orange below zero, white at zero, blue above, by the largest magnitude of the filter.
    /// </remarks>
    /// <exception cref="ShapeException">The weight has another rank.</exception>
    public static PictureGrid Filters(Tensor weight, string title = "Filters", int most = 64)
    {
        ArgumentNullException.ThrowIfNull(weight);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(most);
        if (weight.Rank != 4)
            throw new ShapeException($"Filters draws the weight of a convolution, [filters, channels, height, width]; got {weight.Shape}.");
        double[] values = weight.To(DType.Float64).ToArray<double>();
        (int filters, int channels, int height, int width) = ((int)weight.Shape[0], (int)weight.Shape[1], (int)weight.Shape[2], (int)weight.Shape[3]);
        int area = height * width;
        List<GridCell> cells = [];
        for (int filter = 0; filter < filters && cells.Count < most; filter++)
        {
            ReadOnlySpan<double> own = values.AsSpan(filter * channels * area, channels * area);
            if (channels == 3)
            {
                cells.Add(new GridCell(Coloured(own, width, height)));
                continue;
            }

            double largest = 0;
            foreach (double value in own)
                largest = Math.Max(largest, Math.Abs(value));
            for (int channel = 0; channel < channels && cells.Count < most; channel++)
                cells.Add(new GridCell(Signed(own.Slice(channel * area, area), width, height, largest)));
        }

        return new PictureGrid(cells, title);
    }

    /// <summary>Pictures with what a model says about them, right or wrong.</summary>
    /// <param name="pictures">[examples, channels, height, width] with 1 or 3 channels, or [examples, height, width]; shown from their least value to their largest, all alike.</param>
    /// <param name="predicted">The predicted class of each example, from 0.</param>
    /// <param name="truth">Its true class; null where it is not known.</param>
    /// <param name="names">Names of the classes; null for numbers from 0.</param>
    /// <param name="title">What stands above; empty for no title.</param>
    /// <exception cref="ShapeException">The pictures have another shape.</exception>
    /// <exception cref="ArgumentException">There are more or fewer classes than pictures.</exception>
    public static PictureGrid Samples(Tensor pictures, IReadOnlyList<int> predicted, IReadOnlyList<int>? truth = null, IReadOnlyList<string>? names = null, string title = "")
    {
        ArgumentNullException.ThrowIfNull(pictures);
        ArgumentNullException.ThrowIfNull(predicted);
        if (pictures.Rank is not (3 or 4) || (pictures.Rank == 4 && pictures.Shape[1] is not (1 or 3)))
            throw new ShapeException($"Samples draws pictures [examples, 1 or 3, height, width] or [examples, height, width]; got {pictures.Shape}.");
        int count = (int)pictures.Shape[0], channels = pictures.Rank == 4 ? (int)pictures.Shape[1] : 1;
        if (predicted.Count != count || (truth is not null && truth.Count != count))
            throw new ArgumentException($"Each of the {count} pictures has a predicted and a true class; got {predicted.Count} and {truth?.Count ?? count}.", nameof(predicted));
        double[] values = pictures.To(DType.Float64).ToArray<double>();
        (double low, double high) = (values.DefaultIfEmpty().Min(), values.DefaultIfEmpty().Max());
        int height = (int)pictures.Shape[-2], width = (int)pictures.Shape[-1], size = channels * height * width;
        string Name(int number) => names is not null && number >= 0 && number < names.Count ? names[number] : $"{number}";
        return new PictureGrid(
            [.. Enumerable.Range(0, count).Select(i => new GridCell(
                Interleaved(values.AsSpan(i * size, size), channels, width, height, low, high),
                truth is null || truth[i] == predicted[i] ? Name(predicted[i]) : $"{Name(predicted[i])}, not {Name(truth[i])}",
                truth is null ? null : truth[i] == predicted[i]))],
            title);
    }

    static Picture Coloured(ReadOnlySpan<double> values, int width, int height)
    {
        (double low, double high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (double value in values)
            (low, high) = (Math.Min(low, value), Math.Max(high, value));
        return Interleaved(values, 3, width, height, low, high);
    }

    static Picture Signed(ReadOnlySpan<double> values, int width, int height, double largest)
    {
        Picture picture = new(width, height, 3);
        for (int i = 0; i < values.Length; i++)
        {
            Colour colour = Palette.Signed(largest > 0 ? values[i] / largest : 0);
            (picture.Pixels[3 * i], picture.Pixels[(3 * i) + 1], picture.Pixels[(3 * i) + 2]) = (colour.Red, colour.Green, colour.Blue);
        }

        return picture;
    }

    // From one plane a channel to pixels of channels.
    static Picture Interleaved(ReadOnlySpan<double> values, int channels, int width, int height, double low, double high)
    {
        Picture picture = new(width, height, channels);
        double scale = high > low ? 255 / (high - low) : 0;
        for (int channel = 0; channel < channels; channel++)
        {
            for (int i = 0; i < width * height; i++)
                picture.Pixels[(i * channels) + channel] = (byte)Math.Round(Math.Clamp((values[(channel * width * height) + i] - low) * scale, 0, 255));
        }

        return picture;
    }
}
