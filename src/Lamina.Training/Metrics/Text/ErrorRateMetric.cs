namespace Lamina.Training;

/// <summary>Errors over the length of the references.</summary>
/// <param name="name">The name.</param>
/// <param name="split">A text into what is counted.</param>
internal sealed class ErrorRateMetric(string name, Func<string, string[]> split) : TextMetric
{
    public override string Name => name;

    public override bool IsFraction => true;

    protected internal override Tensor Result(IReadOnlyList<Tensor> state)
    {
        double[] sums = state[0].ToArray<double>();
        return Number(sums[0] / sums[1]);
    }

    private protected override double[] Measure(string text, IReadOnlyList<string> references)
    {
        string[] said = split(text);
        return references.Select(split).Select(meant => (double[])[Distance(said, meant), meant.Length]).MinBy(counts => counts[0])!;
    }

    // Levenshtein's distance, a row at a time.
    static int Distance(string[] said, string[] meant)
    {
        int[] row = [.. Enumerable.Range(0, meant.Length + 1)];
        for (int i = 1; i <= said.Length; i++)
        {
            int corner = row[0];
            row[0] = i;
            for (int j = 1; j <= meant.Length; j++)
            {
                int best = Math.Min(Math.Min(row[j], row[j - 1]) + 1, corner + (said[i - 1] == meant[j - 1] ? 0 : 1));
                (corner, row[j]) = (row[j], best);
            }
        }

        return row[^1];
    }
}
