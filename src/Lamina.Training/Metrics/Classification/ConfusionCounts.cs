namespace Lamina.Training;

/// <summary>How often each class was taken for each: the state that all metrics of decisions share.</summary>
internal static class ConfusionCounts
{
    /// <summary>[classes, classes], rows for the truth, columns for the decision; of labels such a 2×2 for each, [labels, 2, 2].</summary>
    /// <exception cref="IndexException">A class number is none.</exception>
    public static Tensor Of(string metric, Classes classes, Tensor prediction, Tensor target, Tensor? weights = null)
    {
        (Tensor decided, Tensor truth) = classes.Decisions(metric, prediction, target);
        bool hasLabels = classes.Kind == ClassKind.Multilabel;
        long sides = hasLabels ? 2 : classes.Count, cells = sides * sides, tables = hasLabels ? classes.Count : 1;

        // A number beyond the classes would fall into another one's cell: it goes where the index check finds it.
        Tensor known = Inside(decided, sides), cell = (truth * sides) + decided;
        Tensor? counted = classes.Counted(truth);
        known = known.LogicalAnd(counted is null ? Inside(truth, sides) : Inside(truth, sides).LogicalOr(truth.EqualTo(classes.IgnoreIndex!.Value)));
        if (counted is not null)
            cell = Tensor.Where(truth.EqualTo(classes.IgnoreIndex!.Value), 0, cell);
        if (hasLabels)
            cell += Tensor.Arange(tables) * cells;
        cell = Tensor.Where(known, cell, tables * cells).Reshape(-1);
        Tensor? each = counted;
        if (weights is not null)
            each = Metric.WeightOfEach(decided, weights) is var heavy && counted is not null ? heavy * counted : heavy;
        Tensor counts = Tensor.Zeros([tables * cells], DType.Float64).ScatterAdd(0, cell, each?.Reshape(-1) ?? Tensor.Ones(cell.Shape, DType.Float64));
        return hasLabels ? counts.Reshape(tables, 2, 2) : counts.Reshape(sides, sides);
    }

    static Tensor Inside(Tensor numbers, long end) => numbers.GreaterOrEqual(0).LogicalAnd(numbers.Less(end));
}
