namespace Lamina.Plots;

/// <summary>What becomes of a two-class decision as its threshold falls: the curve and the area below it.</summary>
/// <remarks>Examples of one score pass the threshold together, so the order of ties does not matter.</remarks>
public sealed class RankedCurve
{
    RankedCurve(IReadOnlyList<double> xs, IReadOnlyList<double> ys, double area) => (Xs, Ys, Area) = (xs, ys, area);

    /// <summary>Values along the x axis, from 0 to 1.</summary>
    public IReadOnlyList<double> Xs { get; }

    /// <summary>Values along the y axis.</summary>
    public IReadOnlyList<double> Ys { get; }

    /// <summary>The area below: for ROC by trapezoids, for precision and recall the average precision Σ (Rₖ − Rₖ₋₁) Pₖ.</summary>
    public double Area { get; }

    /// <summary>The true positive rate over the false positive rate.</summary>
    /// <param name="scores">How sure the model is of the positive class, for each example; larger is surer.</param>
    /// <param name="truth">Whether the example is of it.</param>
    /// <exception cref="ArgumentException">The counts differ, a score is NaN, or one of the classes does not occur.</exception>
    public static RankedCurve Roc(IReadOnlyList<double> scores, IReadOnlyList<bool> truth)
    {
        (List<(long True, long False)> steps, long positives, long negatives) = Steps(scores, truth);
        List<double> xs = [0], ys = [0];
        double area = 0;
        foreach ((long isTrue, long isFalse) in steps)
        {
            xs.Add((double)isFalse / negatives);
            ys.Add((double)isTrue / positives);
            area += (xs[^1] - xs[^2]) * (ys[^1] + ys[^2]) / 2;
        }

        return new RankedCurve(xs, ys, area);
    }

    /// <summary>The precision over the recall.</summary>
    /// <inheritdoc cref="Roc" path="/param"/>
    /// <inheritdoc cref="Roc" path="/exception"/>
    public static RankedCurve PrecisionRecall(IReadOnlyList<double> scores, IReadOnlyList<bool> truth)
    {
        (List<(long True, long False)> steps, long positives, _) = Steps(scores, truth);
        List<double> xs = [0], ys = [(double)steps[0].True / (steps[0].True + steps[0].False)];
        double area = 0;
        foreach ((long isTrue, long isFalse) in steps)
        {
            xs.Add((double)isTrue / positives);
            ys.Add((double)isTrue / (isTrue + isFalse));
            area += (xs[^1] - xs[^2]) * ys[^1];
        }

        return new RankedCurve(xs, ys, area);
    }

    // How many of each class have passed, after each score that occurs, from the highest down.
    static (List<(long True, long False)> Steps, long Positives, long Negatives) Steps(IReadOnlyList<double> scores, IReadOnlyList<bool> truth)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(truth);
        long positives = truth.LongCount(isTrue => isTrue), negatives = truth.Count - positives;
        if (scores.Count != truth.Count)
            throw new ArgumentException($"Each example has a score and a truth; got {scores.Count} scores and {truth.Count} truths.", nameof(scores));
        if (scores.Any(double.IsNaN))
            throw new ArgumentException("A score is NaN, which is neither above a threshold nor below.", nameof(scores));
        if (positives == 0 || negatives == 0)
            throw new ArgumentException($"The curve needs examples of both classes; got {positives} positive and {negatives} negative ones.", nameof(truth));
        List<(long, long)> steps = [];
        long isTrue = 0, isFalse = 0;
        foreach (IGrouping<double, bool> tie in scores.Zip(truth).GroupBy(pair => pair.First, pair => pair.Second).OrderByDescending(tie => tie.Key))
        {
            long right = tie.LongCount(value => value);
            isTrue += right;
            isFalse += tie.LongCount() - right;
            steps.Add((isTrue, isFalse));
        }

        return (steps, positives, negatives);
    }
}
