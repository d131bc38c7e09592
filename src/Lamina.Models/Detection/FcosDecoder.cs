namespace Lamina.Models.Detection;

/// <summary>
/// Makes boxes of what <see cref="Fcos"/> says. The score of a class at a place is √(σ(class) · σ(centrality)); of boxes of one class that overlap more than is allowed the one
/// with the highest score stays (non-maximum suppression).
/// </summary>
public sealed class FcosDecoder
{
    const int Candidates = 1000;

    /// <summary>The places of the pictures.</summary>
    public required FcosGrid Grid { get; init; }

    /// <summary>Boxes with a lower score are left out; 0.05.</summary>
    public double LeastScore { get; init; } = 0.05;

    /// <summary>The largest intersection over union of two boxes of one class; 0.6.</summary>
    public double MostOverlap { get; init; } = 0.6;

    /// <summary>The most boxes of a picture; 100.</summary>
    public int MostBoxes { get; init; } = 100;

    /// <summary>The boxes of each picture of a batch, cut at its border, by falling score.</summary>
    /// <param name="output">[N, places, classes + 5].</param>
    /// <exception cref="ShapeException">The output is not of the grid's pictures.</exception>
    public IReadOnlyList<IReadOnlyList<FoundBox>> Decode(Tensor output)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (output.Rank != 3 || output.Shape[1] != Grid.Places.Count || output.Shape[2] < 6)
            throw new ShapeException($"The output of Fcos for pictures of {Grid.Width}×{Grid.Height} is [N, {Grid.Places.Count}, classes + 5]; got {output.Spec}.");
        float[] values = output.ToArray<float>();
        int length = (int)(output.Shape[1] * output.Shape[2]), columns = (int)output.Shape[2];
        return [.. Enumerable.Range(0, (int)output.Shape[0]).Select(picture => One(values.AsSpan(picture * length, length), columns))];
    }

    IReadOnlyList<FoundBox> One(ReadOnlySpan<float> values, int columns)
    {
        int classes = columns - 5;
        List<FoundBox> candidates = [];
        for (int place = 0; place < Grid.Places.Count; place++)
        {
            ReadOnlySpan<float> row = values.Slice(place * columns, columns);
            double central = Sigmoid(row[classes + 4]);
            for (int label = 0; label < classes; label++)
            {
                double score = Math.Sqrt(Sigmoid(row[label]) * central);
                if (score >= LeastScore && Box(Grid.Places[place], row.Slice(classes, 4), label, score) is { } box)
                    candidates.Add(box);
            }
        }

        return Separate([.. candidates.OrderByDescending(box => box.Score).Take(Candidates)]);
    }

    IReadOnlyList<FoundBox> Separate(FoundBox[] boxes)
    {
        if (boxes.Length == 0)
            return [];
        using GradientScope off = Gradients.Off();
        Tensor corners = Tensor.From<double>([.. boxes.SelectMany(box => (double[])[box.X1, box.Y1, box.X2, box.Y2])], [boxes.Length, 4]);
        Tensor kept = Boxes.BatchedNms(
            corners, Tensor.From<double>([.. boxes.Select(box => box.Score)], [boxes.Length]), Tensor.From<long>([.. boxes.Select(box => (long)box.Label)], [boxes.Length]), MostOverlap);
        return [.. kept.ToArray<long>().Take(MostBoxes).Select(place => boxes[place])];
    }

    // Null where nothing of it lies in the picture, or the network gave no number.
    FoundBox? Box(FcosPlace place, ReadOnlySpan<float> distances, int label, double score)
    {
        double x1 = Math.Clamp(place.X - distances[0], 0, Grid.Width), y1 = Math.Clamp(place.Y - distances[1], 0, Grid.Height);
        double x2 = Math.Clamp(place.X + distances[2], 0, Grid.Width), y2 = Math.Clamp(place.Y + distances[3], 0, Grid.Height);
        return x2 > x1 && y2 > y1 ? new FoundBox(x1, y1, x2, y2, label, score) : null;
    }

    static double Sigmoid(double logit) => 1 / (1 + Math.Exp(-logit));
}
