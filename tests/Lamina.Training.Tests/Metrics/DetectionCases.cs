namespace Lamina.Training.Tests;

/// <summary>Random pictures with boxes, found well and badly.</summary>
static class DetectionCases
{
    public static IEnumerable<MetricCase> All => Enumerable.Range(1, 3).Select(seed =>
    {
        (DetectedBoxes[] found, TrueBoxes[] meant) = Pictures(seed, 24);
        return (MetricCase)new MetricCase<IReadOnlyList<DetectedBoxes>, IReadOnlyList<TrueBoxes>>(
            $"boxes {seed}", new MeanAveragePrecision(), found.Length, (from, to) => (found[from..to], meant[from..to]), Tensor.From<double>([CocoRule.Measure(found, meant).Precision], []));
    });

    public static (DetectedBoxes[] Found, TrueBoxes[] Meant) Pictures(int seed, int count)
    {
        Random random = new(seed);
        (DetectedBoxes, TrueBoxes)[] pictures = [.. Enumerable.Range(0, count).Select(_ => Picture(random))];
        return ([.. pictures.Select(picture => picture.Item1)], [.. pictures.Select(picture => picture.Item2)]);
    }

    static (DetectedBoxes Found, TrueBoxes Meant) Picture(Random random)
    {
        List<double[]> objects = [], found = [];
        List<double> classes = [], crowd = [], labels = [], scores = [];
        for (int i = random.Next(7); i > 0; i--)
        {
            double side = Math.Pow(2, 2 + (6 * random.NextDouble())), x = Math.Floor(400 * random.NextDouble()), y = Math.Floor(400 * random.NextDouble());
            double[] box = [x, y, x + side, y + (side * (0.5 + random.NextDouble()))];
            int label = random.Next(3);
            objects.Add(box);
            classes.Add(label);
            crowd.Add(random.Next(8) == 0 ? 1 : 0);
            for (int d = random.Next(4); d > 0; d--)
            {
                double Move() => side * 0.25 * (random.NextDouble() - 0.5);
                found.Add([box[0] + Move(), box[1] + Move(), box[2] + Move(), box[3] + Move()]);
                labels.Add(random.Next(6) == 0 ? random.Next(4) : label);

                // No two scores alike: order among equals is the order of measuring.
                scores.Add(random.NextDouble());
            }
        }

        Tensor Boxes(List<double[]> boxes) => Tensor.From<double>(boxes.SelectMany(box => box).ToArray(), [boxes.Count, 4]);
        return (new DetectedBoxes(Boxes(found), Tensor.From(scores.ToArray()), Tensor.From(labels.ToArray())), new TrueBoxes(Boxes(objects), Tensor.From(classes.ToArray()), Tensor.From(crowd.ToArray())));
    }
}
