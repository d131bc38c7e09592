using Lamina.NN;

namespace Lamina.Training;

/// <summary>A score of each class from its four outcomes, and the mean over classes.</summary>
/// <param name="kind">What is scored; the name but for F-beta's number.</param>
/// <param name="classes">The classes.</param>
/// <param name="average">The mean.</param>
/// <param name="beta">Of F-beta: how much more recall counts than precision.</param>
internal sealed class ClassScoreMetric(string kind, Classes classes, ClassAverage average, double beta = 1) : Metric
{
    public override string Name => kind == "f_beta" ? FormattableString.Invariant($"f{beta}") : kind;

    public string Kind => kind;

    public Classes Classes => classes;

    public ClassAverage Average => average;

    public double Beta => beta;

    public override bool HigherIsBetter => true;

    public override bool IsFraction => true;

    internal override Metric For(Loss? loss) => classes.For(loss) is var read && read == classes ? this : new ClassScoreMetric(kind, read, average, beta);

    protected internal override bool TakesWeights => true;

    protected internal override IReadOnlyList<Tensor> Measure(Tensor prediction, Tensor target) => [ConfusionCounts.Of(Name, classes, prediction, target)];

    protected internal override IReadOnlyList<Tensor> Measure(Tensor prediction, Tensor target, Tensor weights) => [ConfusionCounts.Of(Name, classes, prediction, target, weights)];

    protected internal override Tensor Result(IReadOnlyList<Tensor> state)
    {
        ClassOutcomes[] outcomes = ClassOutcomes.Of(classes, state[0]);
        if (outcomes.All(each => each.Support + each.FalsePositive + each.TrueNegative == 0))
            return Number(double.NaN);
        if (classes.Kind == ClassKind.Binary)
            return Number(Score(outcomes[0]));
        if (average == ClassAverage.Micro)
            return Number(Score(outcomes.Aggregate((a, b) => a + b)));

        // A label that never occurs has scores of 0 in the mean, as in scikit-learn; a class that never occurs is none.
        bool drop = classes.Kind == ClassKind.Multiclass && average != ClassAverage.PerClass;
        return ClassMeans.Of(average, [.. outcomes.Select(each => drop && !each.Occurs ? double.NaN : Score(each))], [.. outcomes.Select(each => each.Support)]);
    }

    double Score(ClassOutcomes x) => kind switch
    {
        "precision" => Share(x.TruePositive, x.TruePositive + x.FalsePositive),
        "recall" => Share(x.TruePositive, x.TruePositive + x.FalseNegative),
        "specificity" => Share(x.TrueNegative, x.TrueNegative + x.FalsePositive),
        "intersection_over_union" => Share(x.TruePositive, x.TruePositive + x.FalsePositive + x.FalseNegative),
        "dice" => Share(2 * x.TruePositive, (2 * x.TruePositive) + x.FalsePositive + x.FalseNegative),
        _ => Share((1 + (beta * beta)) * x.TruePositive, ((1 + (beta * beta)) * x.TruePositive) + (beta * beta * x.FalseNegative) + x.FalsePositive),
    };

    // What was never asked scores 0.
    static double Share(double part, double whole) => whole > 0 ? part / whole : 0;
}
