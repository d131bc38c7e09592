namespace Lamina.Training;

/// <summary>The rows of all pictures, and the curves of precision over recall made of them.</summary>
internal sealed class DetectionTable
{
    const int Recalls = 101;

    readonly Dictionary<double, List<double[]>> _detections = [];
    readonly SortedDictionary<double, double[]> _objects = [];

    public DetectionTable(Tensor detections, Tensor objects)
    {
        foreach (double[] row in objects.ToArray<double>().Chunk(5))
        {
            double[] counts = _objects.TryGetValue(row[0], out double[]? known) ? known : _objects[row[0]] = new double[DetectionMatch.Ranges];
            for (int range = 0; range < counts.Length; range++)
                counts[range] += row[1 + range];
            _ = _detections.TryAdd(row[0], []);
        }

        // Detections of a class without objects have no curve. A stable sort: equal scores keep their order.
        foreach (double[] row in detections.ToArray<double>().Chunk(DetectionMatch.Columns).OrderByDescending(row => row[2]))
        {
            if (_detections.TryGetValue(row[0], out List<double[]>? rows))
                rows.Add(row);
        }
    }

    public DetectionSummary Summary()
    {
        int[] all = [.. Enumerable.Range(0, DetectionMatch.Overlaps)];
        double Precision(int range, int[] overlaps) => Mean(range, DetectionMatch.MostDetections, overlaps, curve => curve.Precision);
        double Recall(int range, int most) => Mean(range, most, all, curve => curve.Recall);
        return new DetectionSummary(
            Precision(0, all), Precision(0, [0]), Precision(0, [5]), Precision(1, all), Precision(2, all), Precision(3, all),
            Recall(0, 1), Recall(0, 10), Recall(0, 100), Recall(1, 100), Recall(2, 100), Recall(3, 100),
            _objects.Where(pair => pair.Value[0] > 0).ToDictionary(
                pair => (long)pair.Key, pair => all.Average(overlap => Curve(pair.Key, 0, overlap, DetectionMatch.MostDetections).Precision)));
    }

    double Mean(int range, int most, int[] overlaps, Func<(double Precision, double Recall), double> value)
    {
        double[] values = [.. from pair in _objects where pair.Value[range] > 0 from overlap in overlaps select value(Curve(pair.Key, range, overlap, most))];
        return values.Length == 0 ? double.NaN : values.Average();
    }

    (double Precision, double Recall) Curve(double label, int range, int overlap, int most)
    {
        double objects = _objects[label][range], hits = 0, misses = 0;
        List<double> recall = [], precision = [];
        foreach (double[] row in _detections[label])
        {
            double code = row[3 + (range * DetectionMatch.Overlaps) + overlap];
            if (row[1] >= most || code < 0)
                continue;
            hits += code;
            misses += 1 - code;
            recall.Add(hits / objects);
            precision.Add(hits / (hits + misses));
        }

        // The curve falls: at a recall stands the best precision at it or beyond.
        for (int i = precision.Count - 2; i >= 0; i--)
            precision[i] = Math.Max(precision[i], precision[i + 1]);
        double sum = 0;
        for (int point = 0, at = 0; point < Recalls; point++)
        {
            while (at < recall.Count && recall[at] < (point == Recalls - 1 ? 1 : point * 0.01))
                at++;
            sum += at < recall.Count ? precision[at] : 0;
        }

        return (sum / Recalls, recall.Count > 0 ? recall[^1] : 0);
    }
}
