using Lamina.NN;

namespace Lamina.Training;

/// <summary>The confusion matrix, or one number made of all of it.</summary>
/// <param name="kind">What is made of it; the name.</param>
/// <param name="classes">The classes.</param>
/// <param name="weights">Of kappa.</param>
internal sealed class ConfusionMetric(string kind, Classes classes, KappaWeights weights = KappaWeights.None) : Metric
{
    public override string Name => kind;

    public Classes Classes => classes;

    public KappaWeights Weights => weights;

    public override bool HigherIsBetter => kind != "confusion_matrix";

    public override bool IsFraction => kind is "balanced_accuracy";

    internal override Metric For(Loss? loss) => classes.For(loss) is var read && read == classes ? this : new ConfusionMetric(kind, read, weights);

    protected internal override bool TakesWeights => true;

    protected internal override IReadOnlyList<Tensor> Measure(Tensor prediction, Tensor target) => [ConfusionCounts.Of(Name, classes, prediction, target)];

    protected internal override IReadOnlyList<Tensor> Measure(Tensor prediction, Tensor target, Tensor weights) => [ConfusionCounts.Of(Name, classes, prediction, target, weights)];

    protected internal override Tensor Result(IReadOnlyList<Tensor> state)
    {
        if (kind == "confusion_matrix")
            return state[0].Clone();
        double[] cells = state[0].ToArray<double>();
        int n = (int)state[0].Shape[^1];
        double[] values = [.. cells.Chunk(n * n).Select(table => Value(table, n))];
        return Number(values.Average());
    }

    double Value(double[] cells, int n)
    {
        double[] truth = new double[n], said = new double[n];
        double total = 0, hits = 0;
        for (int i = 0; i < n * n; i++)
        {
            truth[i / n] += cells[i];
            said[i % n] += cells[i];
            total += cells[i];
            hits += i / n == i % n ? cells[i] : 0;
        }

        if (total == 0)
            return double.NaN;
        return kind switch
        {
            "matthews_correlation" => Matthews(truth, said, total, hits),
            "cohen_kappa" => Kappa(cells, truth, said, total),
            _ => Enumerable.Range(0, n).Where(k => truth[k] > 0).Average(k => cells[(k * n) + k] / truth[k]),
        };
    }

    static double Matthews(double[] truth, double[] said, double total, double hits)
    {
        double common = 0, truths = 0, saids = 0;
        for (int k = 0; k < truth.Length; k++)
        {
            common += truth[k] * said[k];
            truths += truth[k] * truth[k];
            saids += said[k] * said[k];
        }

        double scale = Math.Sqrt(((total * total) - truths) * ((total * total) - saids));
        return scale > 0 ? ((hits * total) - common) / scale : 0;
    }

    double Kappa(double[] cells, double[] truth, double[] said, double total)
    {
        double seen = 0, expected = 0;
        for (int i = 0; i < cells.Length; i++)
        {
            (int row, int column) = (i / truth.Length, i % truth.Length);
            double distance = weights switch
            {
                KappaWeights.None => row == column ? 0 : 1,
                KappaWeights.Linear => Math.Abs(row - column),
                _ => (row - column) * (row - column),
            };
            seen += distance * cells[i];
            expected += distance * truth[row] * said[column] / total;
        }

        return 1 - (seen / expected);
    }
}
