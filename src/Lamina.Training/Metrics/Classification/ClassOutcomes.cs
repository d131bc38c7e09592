namespace Lamina.Training;

/// <summary>The four outcomes of the question whether a sample is of one class.</summary>
/// <param name="TruePositive">Is, and was said to be.</param>
/// <param name="FalsePositive">Is not, but was said to be.</param>
/// <param name="FalseNegative">Is, but was not said to be.</param>
/// <param name="TrueNegative">Is not, and was not said to be.</param>
internal readonly record struct ClassOutcomes(double TruePositive, double FalsePositive, double FalseNegative, double TrueNegative)
{
    public double Support => TruePositive + FalseNegative;

    public bool Occurs => TruePositive + FalsePositive + FalseNegative > 0;

    public static ClassOutcomes operator +(ClassOutcomes a, ClassOutcomes b) => new(
        a.TruePositive + b.TruePositive, a.FalsePositive + b.FalsePositive, a.FalseNegative + b.FalseNegative, a.TrueNegative + b.TrueNegative);

    /// <summary>One for each class of a confusion matrix, or for each label; the yes alone where the question is yes or no.</summary>
    public static ClassOutcomes[] Of(Classes classes, Tensor counts)
    {
        double[] cells = counts.ToArray<double>();
        if (classes.Kind != ClassKind.Multiclass)
            return [.. cells.Chunk(4).Select(c => new ClassOutcomes(c[3], c[1], c[2], c[0]))];
        int n = classes.Count;
        double total = cells.Sum();
        return
        [
            .. Enumerable.Range(0, n).Select(k =>
            {
                double hits = cells[(k * n) + k], truth = cells.AsSpan(k * n, n).ToArray().Sum(), said = Enumerable.Range(0, n).Sum(row => cells[(row * n) + k]);
                return new ClassOutcomes(hits, said - hits, truth - hits, total - truth - said + hits);
            }),
        ];
    }
}
