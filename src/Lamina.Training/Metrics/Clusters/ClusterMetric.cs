namespace Lamina.Training;

/// <summary>How well two groupings of the same samples agree, whatever the groups are called. All labels are kept.</summary>
/// <param name="kind">adjusted_rand or normalized_mutual_information.</param>
internal sealed class ClusterMetric(string kind) : Metric
{
    public override string Name => kind;

    public override bool HigherIsBetter => true;

    protected internal override bool KeepsSamples => true;

    protected internal override IReadOnlyList<Tensor> Measure(Tensor prediction, Tensor target)
    {
        if (prediction.DType.IsFloatingPoint() || prediction.Count != target.Count)
            throw new ShapeException($"The metric '{kind}' takes group numbers, integers, one for each sample and as many of the target; got {prediction.Spec} and {target.Spec}.");
        return [prediction.Reshape(-1), target.Reshape(-1)];
    }

    protected internal override Tensor Result(IReadOnlyList<Tensor> state)
    {
        double[] said = state[0].ToArray<double>(), truth = state[1].ToArray<double>();
        if (said.Length == 0)
            return Number(double.NaN);
        double[] rows = Sizes(truth), columns = Sizes(said), cells = Sizes(truth.Zip(said));
        return Number(kind == "adjusted_rand" ? RandIndex(rows, columns, cells, said.Length) : MutualInformation(rows, columns, cells, said.Length));
    }

    static double[] Sizes<T>(IEnumerable<T> groups) => [.. groups.GroupBy(group => group).Select(group => (double)group.Count())];

    static double RandIndex(double[] rows, double[] columns, double[] cells, double n)
    {
        double together = Pairs(cells), a = Pairs(rows), b = Pairs(columns), all = n * (n - 1) / 2;
        double expected = all > 0 ? a * b / all : 0, most = (a + b) / 2;
        return most == expected ? 1 : (together - expected) / (most - expected);
    }

    static double MutualInformation(double[] rows, double[] columns, double[] cells, double n)
    {
        double a = Entropy(rows, n), b = Entropy(columns, n);
        return a + b == 0 ? 1 : Math.Max(0, a + b - Entropy(cells, n)) / ((a + b) / 2);
    }

    static double Pairs(double[] sizes) => sizes.Sum(size => size * (size - 1) / 2);

    static double Entropy(double[] sizes, double n) => sizes.Length == 1 ? 0 : -sizes.Sum(size => size / n * Math.Log(size / n));
}
