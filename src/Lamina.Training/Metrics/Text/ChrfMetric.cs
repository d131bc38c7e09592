namespace Lamina.Training;

/// <summary>chrF over a collection: the counts are [runs of the text, runs of the reference, shared] by order, characters first.</summary>
internal sealed class ChrfMetric(int wordOrder, int charOrder, double beta) : TextMetric
{
    const string Marks = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

    public override string Name => FormattableString.Invariant($"chrf{beta}") + (wordOrder > 0 ? "++" : "");

    public override bool HigherIsBetter => true;

    protected internal override Tensor Result(IReadOnlyList<Tensor> state)
    {
        double[] counts = state[0].ToArray<double>();
        return Number(counts.All(count => count == 0) ? double.NaN : Score(counts));
    }

    // Of several references the first of the best scores.
    private protected override double[] Measure(string text, IReadOnlyList<string> references)
    {
        List<Dictionary<string, int>> runs = Runs(text);
        return references.Select(reference => Counts(runs, Runs(reference))).MaxBy(Score)!;
    }

    static double[] Counts(List<Dictionary<string, int>> text, List<Dictionary<string, int>> reference) =>
        [.. text.Zip(reference).SelectMany(pair => (double[])[pair.Second.Count == 0 ? 0 : pair.First.Values.Sum(), pair.Second.Values.Sum(), NGrams.Shared(pair.First, pair.Second)])];

    List<Dictionary<string, int>> Runs(string text)
    {
        string[] words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries), characters = [.. string.Concat(words).EnumerateRunes().Select(rune => rune.ToString())];
        string[] parted = wordOrder == 0 ? [] : [.. words.SelectMany(Parted)];
        return [.. Enumerable.Range(1, charOrder).Select(n => NGrams.Count(characters, n)), .. Enumerable.Range(1, wordOrder).Select(n => NGrams.Count(parted, n))];
    }

    // One mark at the end, or else at the beginning, is a word of its own.
    static string[] Parted(string word) => word.Length == 1 ? [word]
        : Marks.Contains(word[^1]) ? [word[..^1], word[^1..]]
        : Marks.Contains(word[0]) ? [word[..1], word[1..]]
        : [word];

    double Score(double[] counts)
    {
        double precision = 0, recall = 0, square = beta * beta;
        int orders = 0;
        for (int i = 0; i < counts.Length; i += 3)
        {
            if (counts[i] == 0 || counts[i + 1] == 0)
                continue;
            precision += counts[i + 2] / counts[i];
            recall += counts[i + 2] / counts[i + 1];
            orders++;
        }

        return precision + recall == 0 ? 0 : 100 * (1 + square) * precision * recall / ((square * precision) + recall) / orders;
    }
}
