namespace Lamina.Training.Tests;

/// <summary>COCO's rule once more, word by word and without thought for speed: for each class, size, overlap and limit anew, over all pictures.</summary>
static class CocoRule
{
    static readonly (double Low, double High)[] Sizes = [(0, 1e10), (0, 1024), (1024, 9216), (9216, 1e10)];

    public static DetectionSummary Measure(DetectedBoxes[] found, TrueBoxes[] meant)
    {
        double[] classes = [.. meant.SelectMany(each => each.Labels.ToArray<double>()).Distinct().Order()];
        (double Precision, double Recall) Mean(int size, int most, IEnumerable<int> overlaps)
        {
            (double, double)?[] curves = [.. from label in classes from overlap in overlaps select Curve(found, meant, label, Sizes[size], most, overlap == 9 ? 0.95 : 0.5 + (overlap * (0.45 / 9)))];
            (double P, double R)[] there = [.. curves.Where(curve => curve is not null).Select(curve => curve!.Value)];
            return there.Length == 0 ? (double.NaN, double.NaN) : (there.Average(x => x.P), there.Average(x => x.R));
        }

        int[] all = [.. Enumerable.Range(0, 10)];
        return new DetectionSummary(
            Mean(0, 100, all).Precision, Mean(0, 100, [0]).Precision, Mean(0, 100, [5]).Precision, Mean(1, 100, all).Precision, Mean(2, 100, all).Precision, Mean(3, 100, all).Precision,
            Mean(0, 1, all).Recall, Mean(0, 10, all).Recall, Mean(0, 100, all).Recall, Mean(1, 100, all).Recall, Mean(2, 100, all).Recall, Mean(3, 100, all).Recall,
            new Dictionary<long, double>());
    }

    static (double, double)? Curve(DetectedBoxes[] found, TrueBoxes[] meant, double label, (double Low, double High) size, int most, double overlap)
    {
        int objects = 0;
        List<(double Score, bool IsHit)> said = [];
        for (int picture = 0; picture < found.Length; picture++)
        {
            double[][] boxes = Boxes(found[picture].Boxes), truths = Boxes(meant[picture].Boxes);
            double[] labels = found[picture].Labels.ToArray<double>(), scores = found[picture].Scores.ToArray<double>();
            double[] classes = meant[picture].Labels.ToArray<double>(), crowds = meant[picture].IsCrowd!.ToArray<double>();
            HashSet<int> free = [.. Enumerable.Range(0, truths.Length).Where(g => classes[g] == label)];
            bool Counts(int g) => crowds[g] == 0 && Area(truths[g]) >= size.Low && Area(truths[g]) <= size.High;
            objects += free.Count(Counts);
            foreach (int d in Enumerable.Range(0, boxes.Length).Where(d => labels[d] == label).OrderByDescending(d => scores[d]).Take(most))
            {
                // The best of those that count; only if there is none, the best of the others.
                int[] near = [.. free.Where(g => Overlap(boxes[d], truths[g], crowds[g] != 0) >= overlap).OrderBy(g => Overlap(boxes[d], truths[g], crowds[g] != 0))];
                int hit = near.LastOrDefault(Counts, -1), other = near.LastOrDefault(-1);
                if (hit >= 0)
                {
                    free.Remove(hit);
                    said.Add((scores[d], true));
                }
                else if (other >= 0)
                {
                    if (crowds[other] == 0)
                        free.Remove(other);
                }
                else if (Area(boxes[d]) >= size.Low && Area(boxes[d]) <= size.High)
                {
                    said.Add((scores[d], false));
                }
            }
        }

        if (objects == 0)
            return null;
        bool[] hits = [.. said.OrderByDescending(each => each.Score).Select(each => each.IsHit)];
        (double Recall, double Precision)[] points = [.. Enumerable.Range(1, hits.Length).Select(n => (hits.Take(n).Count(x => x) / (double)objects, hits.Take(n).Count(x => x) / (double)n))];
        double precision = Enumerable.Range(0, 101).Average(i => points.Where(point => point.Recall >= i * 0.01).Select(point => point.Precision).DefaultIfEmpty(0).Max());
        return (precision, hits.Count(x => x) / (double)objects);
    }

    static double Overlap(double[] a, double[] b, bool crowd)
    {
        double both = Math.Max(0, Math.Min(a[2], b[2]) - Math.Max(a[0], b[0])) * Math.Max(0, Math.Min(a[3], b[3]) - Math.Max(a[1], b[1]));
        return both / (crowd ? Area(a) : Area(a) + Area(b) - both);
    }

    static double Area(double[] box) => (box[2] - box[0]) * (box[3] - box[1]);

    static double[][] Boxes(Tensor boxes) => [.. boxes.ToArray<double>().Chunk(4)];
}
