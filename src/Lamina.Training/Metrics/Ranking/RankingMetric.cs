namespace Lamina.Training;

/// <summary>The mean over rows, each the ranking of one query's items, of a number made by the host.</summary>
/// <param name="kind">ndcg, mean_reciprocal_rank or hit_rate.</param>
/// <param name="k">How many of the highest count; 0 for all.</param>
internal sealed class RankingMetric(string kind, int k) : Metric
{
    public override string Name => k == 0 ? kind : $"{kind}_{k}";

    public string Kind => kind;

    public int K => k;

    public override bool HigherIsBetter => true;

    public override bool IsFraction => kind == "hit_rate";

    protected internal override IReadOnlyList<Tensor> Measure(Tensor prediction, Tensor target)
    {
        bool isItem = target.Count != prediction.Count;
        if (prediction.Rank != 2 || (isItem ? target.Count != prediction.Shape[0] : target.Shape != prediction.Shape))
            throw new ShapeException($"The metric '{Name}' takes scores [queries, items] and relevances of the same shape, or the number of the one relevant item [queries]; got {prediction.Spec} and {target.Spec}.");
        if (isItem)
            target = target.Reshape(-1).To(DType.Int64).OneHot(prediction.Shape[1]);
        int items = (int)prediction.Shape[1];
        double[][] scores = [.. prediction.ToArray<double>().Chunk(items)], gains = [.. target.ToArray<double>().Chunk(items)];
        return [Number(scores.Zip(gains, Score).Sum()), Number(scores.Length)];
    }

    protected internal override Tensor Result(IReadOnlyList<Tensor> state) => state[0] / state[1];

    double Score(double[] scores, double[] gains)
    {
        int[] order = Descending(scores);
        int places = k == 0 ? order.Length : Math.Min(k, order.Length);
        if (kind == "ndcg")
        {
            double[] discounts = [.. Enumerable.Range(0, order.Length).Select(place => place < places ? 1 / Math.Log2(place + 2) : 0)];
            double ideal = gains.OrderDescending().Zip(discounts, (gain, discount) => gain * discount).Sum();
            return ideal > 0 ? Gain(scores, gains, order, discounts) / ideal : 0;
        }

        int first = Array.FindIndex(order, item => gains[item] > 0);
        if (first < 0 || first >= places)
            return 0;
        return kind == "hit_rate" ? 1 : 1.0 / (first + 1);
    }

    // Items of one score share the mean of their places' discounts: their order is nobody's merit.
    static double Gain(double[] scores, double[] gains, int[] order, double[] discounts)
    {
        double sum = 0;
        for (int start = 0, end; start < order.Length; start = end)
        {
            double gain = 0, discount = 0;
            for (end = start; end < order.Length && scores[order[end]].Equals(scores[order[start]]); end++)
            {
                gain += gains[order[end]];
                discount += discounts[end];
            }

            sum += gain * discount / (end - start);
        }

        return sum;
    }

    // Stable: of equal scores the first item stands first; NaN stands last.
    static int[] Descending(double[] scores) => [.. Enumerable.Range(0, scores.Length).OrderByDescending(item => scores[item])];
}
