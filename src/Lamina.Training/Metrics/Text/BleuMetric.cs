namespace Lamina.Training;

/// <summary>BLEU over a collection: the counts are [shared by order ×4, all by order ×4, length of texts, length of references].</summary>
internal sealed class BleuMetric : TextMetric
{
    const int Orders = 4;

    public override string Name => "bleu";

    public override bool HigherIsBetter => true;

    protected internal override Tensor Result(IReadOnlyList<Tensor> state)
    {
        double[] counts = state[0].ToArray<double>();
        double length = counts[2 * Orders], reference = counts[(2 * Orders) + 1];
        if (length == 0 && reference == 0)
            return Number(double.NaN);
        if (counts.AsSpan(0, Orders).IndexOfAnyExcept(0) < 0)
            return Number(0);
        double logarithms = 0, smoothing = 1;
        for (int order = 0; order < Orders; order++)
        {
            (double shared, double all) = (counts[order], counts[Orders + order]);
            if (all == 0)
                return Number(0);
            if (shared == 0)
                smoothing *= 2;
            logarithms += Math.Log(shared == 0 ? 1 / (smoothing * all) : shared / all);
        }

        return Number(100 * Math.Exp((logarithms / Orders) + Math.Min(0, 1 - (reference / length))));
    }

    private protected override double[] Measure(string text, IReadOnlyList<string> references)
    {
        string[] tokens = Tokenizer13A.Split(text);
        string[][] others = [.. references.Select(Tokenizer13A.Split)];
        double[] counts = new double[(2 * Orders) + 2];
        for (int order = 0; order < Orders; order++)
        {
            Dictionary<string, int> most = [];
            foreach ((string run, int count) in others.SelectMany(other => NGrams.Count(other, order + 1)))
                most[run] = Math.Max(most.GetValueOrDefault(run), count);
            counts[order] = NGrams.Shared(NGrams.Count(tokens, order + 1), most);
            counts[Orders + order] = Math.Max(0, tokens.Length - order);
        }

        counts[2 * Orders] = tokens.Length;
        counts[(2 * Orders) + 1] = others.Select(other => other.Length).OrderBy(length => Math.Abs(length - tokens.Length)).ThenBy(length => length).First();
        return counts;
    }
}
