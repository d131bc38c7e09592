namespace Lamina.Training;

/// <summary>Which detections of a picture hit which objects, for each range of sizes and each overlap.</summary>
/// <remarks>
/// A detection's row: class, rank among those of its class in the picture, score, and for each range and overlap 1 for a hit, 0 for a miss, −1 if it does not
/// count. An object's row: class, and for each range 1 if it counts.
/// </remarks>
internal static class DetectionMatch
{
    public const int Overlaps = 10, Ranges = 4, Columns = 3 + (Ranges * Overlaps), MostDetections = 100;

    // All, small, medium, large. Both ends belong to a range.
    static readonly (double Low, double High)[] Sizes = [(0, 1e10), (0, 32 * 32), (32 * 32, 96 * 96), (96 * 96, 1e10)];

    /// <summary>The steps as the rule's program has them to the bit, for an overlap may be just as round.</summary>
    public static double Overlap(int i) => i == Overlaps - 1 ? 0.95 : 0.5 + (i * ((0.95 - 0.5) / 9));

    public static void Add(DetectedBoxes found, TrueBoxes meant, List<double> detections, List<double> objects)
    {
        double[] labels = found.Labels.ToArray<double>(), scores = found.Scores.ToArray<double>(), classes = meant.Labels.ToArray<double>();
        Check("detections", found.Boxes, labels.Length, scores.Length);
        Check("objects", meant.Boxes, classes.Length, meant.IsCrowd?.Count ?? classes.Length, meant.Areas?.Count ?? classes.Length);
        double[][] boxes = Rows(found.Boxes), truths = Rows(meant.Boxes);
        double[] areas = meant.Areas?.ToArray<double>() ?? [.. truths.Select(Area)];
        bool[] crowd = meant.IsCrowd is { } given ? [.. given.ToArray<double>().Select(value => value != 0)] : new bool[classes.Length];
        for (int g = 0; g < classes.Length; g++)
            objects.AddRange([classes[g], .. Sizes.Select(size => !crowd[g] && IsIn(areas[g], size) ? 1.0 : 0)]);
        foreach (double label in labels.Distinct())
        {
            int[] best = [.. Enumerable.Range(0, labels.Length).Where(d => labels[d] == label).OrderByDescending(d => scores[d]).Take(MostDetections)];
            int[] here = [.. Enumerable.Range(0, classes.Length).Where(g => classes[g] == label)];
            double[][] overlaps = [.. best.Select(d => here.Select(g => OverlapOf(boxes[d], truths[g], crowd[g])).ToArray())];
            double[][] rows = [.. best.Select((d, rank) => new double[Columns])];
            for (int rank = 0; rank < best.Length; rank++)
                (rows[rank][0], rows[rank][1], rows[rank][2]) = (label, rank, scores[best[rank]]);
            for (int range = 0; range < Ranges; range++)
            {
                bool[] ignored = [.. here.Select(g => crowd[g] || !IsIn(areas[g], Sizes[range]))];
                bool[] outside = [.. best.Select(d => !IsIn(Area(boxes[d]), Sizes[range]))];
                for (int i = 0; i < Overlaps; i++)
                    Match(overlaps, ignored, [.. here.Select(g => crowd[g])], outside, Overlap(i), (rank, code) => rows[rank][3 + (range * Overlaps) + i] = code);
            }

            detections.AddRange(rows.SelectMany(row => row));
        }
    }

    // From the highest score on, each detection takes the object it overlaps most of those that are free; one that counts before any that does not.
    static void Match(double[][] overlaps, bool[] ignored, bool[] crowd, bool[] outside, double least, Action<int, double> say)
    {
        bool[] taken = new bool[ignored.Length];
        int[] order = [.. Enumerable.Range(0, ignored.Length).OrderBy(g => ignored[g])];
        for (int d = 0; d < overlaps.Length; d++)
        {
            double best = Math.Min(least, 1 - 1e-10);
            int match = -1;
            foreach (int g in order)
            {
                if (taken[g] && !crowd[g])
                    continue;
                if (match >= 0 && !ignored[match] && ignored[g])
                    break;
                if (overlaps[d][g] < best)
                    continue;
                (best, match) = (overlaps[d][g], g);
            }

            if (match >= 0)
                taken[match] = true;
            say(d, match >= 0 ? ignored[match] ? -1 : 1 : outside[d] ? -1 : 0);
        }
    }

    // Of a crowd: the share of the detection that lies in it.
    static double OverlapOf(double[] a, double[] b, bool isCrowd)
    {
        double width = Math.Min(a[2], b[2]) - Math.Max(a[0], b[0]), height = Math.Min(a[3], b[3]) - Math.Max(a[1], b[1]);
        if (width <= 0 || height <= 0)
            return 0;
        double shared = width * height;
        return shared / (isCrowd ? Area(a) : Area(a) + Area(b) - shared);
    }

    static double Area(double[] box) => (box[2] - box[0]) * (box[3] - box[1]);

    static bool IsIn(double area, (double Low, double High) size) => area >= size.Low && area <= size.High;

    static double[][] Rows(Tensor boxes) => [.. boxes.ToArray<double>().Chunk(4)];

    static void Check(string what, Tensor boxes, params ReadOnlySpan<long> counts)
    {
        foreach (long count in counts)
        {
            if (boxes.Count != 4 * count)
                throw new ShapeException($"The metric 'mean_average_precision' takes boxes [n, 4] and as many labels and scores; of the {what}, boxes are {boxes.Spec} and another has {count} elements.");
        }
    }
}
