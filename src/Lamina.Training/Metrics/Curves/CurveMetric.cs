using Lamina.NN;

namespace Lamina.Training;

/// <summary>The area under a curve over all thresholds, each class against the rest.</summary>
/// <param name="kind">The curve; the name.</param>
/// <param name="classes">The classes.</param>
/// <param name="average">The mean over them.</param>
/// <param name="bins">Bins of equal width into which probabilities are counted; 0 to keep every score.</param>
internal sealed class CurveMetric(string kind, Classes classes, ClassAverage average, int bins) : Metric
{
    /// <summary>The curve that is no area: where its two errors are as large.</summary>
    public const string EqualErrors = "equal_error_rate";

    public override string Name => kind;

    public Classes Classes => classes;

    public ClassAverage Average => average;

    public int Bins => bins;

    public override bool HigherIsBetter => kind != EqualErrors;

    public override bool IsFraction => true;

    protected internal override bool KeepsSamples => bins == 0;

    int Columns => classes.Kind == ClassKind.Binary ? 1 : classes.Count;

    internal override Metric For(Loss? loss) => classes.For(loss) is var read && read == classes ? this : new CurveMetric(kind, read, average, bins);

    protected internal override IReadOnlyList<Tensor> Measure(Tensor prediction, Tensor target)
    {
        // Sigmoids keep the order, and so the exact area: what they would make equal stays apart.
        (Tensor scores, Tensor truth) = classes.Rows(Name, prediction, target, probabilities: bins > 0 || classes.Kind == ClassKind.Multiclass);
        if (bins == 0)
            return [scores, truth];
        scores = scores.To(DType.Float64).Reshape(-1, Columns);
        Tensor counted = classes.Counted(truth)?.Reshape(-1, classes.Kind == ClassKind.Multilabel ? Columns : 1) ?? Tensor.Ones([], DType.Float64);
        Tensor positive = (classes.Kind == ClassKind.Multiclass ? truth.Unsqueeze(-1).EqualTo(Tensor.Arange(Columns)) : truth.Reshape(-1, Columns).EqualTo(1)).To(DType.Float64);
        Tensor bin = (scores * bins).Floor().Clamp(0, bins - 1).To(DType.Int64) + (Tensor.Arange(Columns) * bins);
        return [Counts(bin, positive * counted), Counts(bin, (1 - positive) * counted)];
    }

    protected internal override Tensor Result(IReadOnlyList<Tensor> state)
    {
        List<ScoreGroup>[] columns = bins == 0 ? Exact(state[0], state[1]) : Binned(state[0], state[1]);
        double[] positives = [.. columns.Select(groups => groups.Sum(group => group.Positives))];
        if (classes.Kind == ClassKind.Binary)
            return Number(Area(columns[0]));
        return average == ClassAverage.Micro
            ? Number(Area(columns[0]))
            : ClassMeans.Of(average, [.. columns.Select(Area)], positives);
    }

    double Area(List<ScoreGroup> groups) => kind switch
    {
        "auroc" => ScoreGroup.RocArea(groups),
        EqualErrors => ScoreGroup.EqualErrorRate(groups),
        _ => ScoreGroup.AveragePrecision(groups),
    };

    Tensor Counts(Tensor bin, Tensor weights) =>
        Tensor.Zeros([Columns * bins], DType.Float64).ScatterAdd(0, bin.Reshape(-1), weights.Expand(bin.Shape).Reshape(-1)).Reshape(Columns, bins);

    List<ScoreGroup>[] Exact(Tensor scores, Tensor truth)
    {
        double[] values = scores.ToArray<double>(), targets = truth.ToArray<double>();
        int columns = Columns, rows = values.Length / columns;
        bool isClass = classes.Kind == ClassKind.Multiclass;
        double Target(int row, int column) => isClass ? targets[row] : targets[(row * columns) + column];
        bool Counts(int row, int column) => classes.IgnoreIndex is not { } ignored || Target(row, column) != ignored;
        bool IsYes(int row, int column) => isClass ? targets[row] == column : Target(row, column) == 1;
        List<ScoreGroup> Of(IEnumerable<int> wanted)
        {
            (int Row, int Column)[] cells = [.. from column in wanted from row in Enumerable.Range(0, rows) where Counts(row, column) select (row, column)];
            return ScoreGroup.Of([.. cells.Select(cell => values[(cell.Row * columns) + cell.Column])], [.. cells.Select(cell => IsYes(cell.Row, cell.Column))]);
        }

        IEnumerable<int> all = Enumerable.Range(0, columns);
        return average == ClassAverage.Micro ? [Of(all)] : [.. all.Select(column => Of([column]))];
    }

    List<ScoreGroup>[] Binned(Tensor positive, Tensor negative)
    {
        if (average == ClassAverage.Micro)
            (positive, negative) = (positive.Sum([0], keepDims: true), negative.Sum([0], keepDims: true));
        IEnumerable<ScoreGroup> groups = positive.ToArray<double>().Zip(negative.ToArray<double>(), (yes, no) => new ScoreGroup(yes, no));
        return [.. groups.Chunk(bins).Select(row => row.Reverse().ToList())];
    }
}
