namespace Lamina.Training;

/// <summary>Spearman's correlation: Pearson's of the ranks, ties at their mean rank. All values are kept.</summary>
internal sealed class SpearmanMetric : Metric
{
    public override string Name => "spearman_correlation";

    public override bool HigherIsBetter => true;

    protected internal override bool KeepsSamples => true;

    protected internal override IReadOnlyList<Tensor> Measure(Tensor prediction, Tensor target)
    {
        (Tensor x, Tensor y) = Moments.Rows(Name, prediction, target);
        return [x, y];
    }

    protected internal override Tensor Result(IReadOnlyList<Tensor> state)
    {
        PearsonMetric pearson = new();
        return pearson.Result(pearson.Measure(Ranks(state[0]), Ranks(state[1])));
    }

    static Tensor Ranks(Tensor values)
    {
        int rows = (int)values.Shape[0], columns = (int)values.Shape[1];
        double[] all = values.ToArray<double>(), ranks = new double[all.Length];
        for (int column = 0; column < columns; column++)
        {
            double[] sorted = [.. Enumerable.Range(0, rows).Select(row => all[(row * columns) + column])];
            int[] order = [.. Enumerable.Range(0, rows)];
            Array.Sort(sorted, order);
            for (int start = 0, end; start < rows; start = end)
            {
                for (end = start + 1; end < rows && sorted[end] == sorted[start];)
                    end++;
                for (int i = start; i < end; i++)
                    ranks[(order[i] * columns) + column] = double.IsNaN(sorted[i]) ? double.NaN : (start + end + 1) / 2.0;
            }
        }

        return Tensor.From<double>(ranks, values.Shape);
    }
}
