using System.Globalization;

namespace Lamina.Plots;

public static partial class Charts
{
    /// <summary>The receiver operating characteristic, with the area below it and the diagonal of guessing.</summary>
    /// <param name="scores">How sure the model is of the positive class, for each example.</param>
    /// <param name="truth">Whether the example is of it.</param>
    /// <param name="name">The model's name.</param>
    /// <param name="title">What stands above.</param>
    /// <exception cref="ArgumentException">The counts differ, a score is NaN, or one of the classes does not occur.</exception>
    public static Plot Roc(IReadOnlyList<double> scores, IReadOnlyList<bool> truth, string name = "model", string title = "ROC")
    {
        RankedCurve curve = RankedCurve.Roc(scores, truth);
        return Shares(title, "false positive rate", "true positive rate")
            .Line("guessing", [0, 1], [0, 1], Colour.Grey, LineStyle.Dashed, 1)
            .Line(Named(name, "area", curve.Area), curve.Xs, curve.Ys);
    }

    /// <summary>Precision over recall, with the average precision and the line of guessing.</summary>
    /// <inheritdoc cref="Roc"/>
    public static Plot PrecisionRecall(IReadOnlyList<double> scores, IReadOnlyList<bool> truth, string name = "model", string title = "Precision and recall")
    {
        RankedCurve curve = RankedCurve.PrecisionRecall(scores, truth);
        double share = truth.Count(isTrue => isTrue) / (double)truth.Count;
        return Shares(title, "recall", "precision")
            .Line("guessing", [0, 1], [share, share], Colour.Grey, LineStyle.Dashed, 1)
            .Line(Named(name, "area", curve.Area), curve.Xs, curve.Ys);
    }

    /// <summary>How often what was predicted with probability p came true: the diagonal for a model that knows what it knows.</summary>
    /// <param name="probabilities">The predicted probability of each example, 0 to 1.</param>
    /// <param name="truth">Whether it came true.</param>
    /// <param name="bins">Probabilities are taken together in so many equal parts of 0 to 1.</param>
    /// <param name="name">The model's name; beside it stands the expected calibration error Σ nₖ/n · |share − mean probability|.</param>
    /// <param name="title">What stands above.</param>
    /// <exception cref="ArgumentException">The counts differ, there are none, or a probability is not between 0 and 1.</exception>
    public static Plot Calibration(IReadOnlyList<double> probabilities, IReadOnlyList<bool> truth, int bins = 10, string name = "model", string title = "Calibration")
    {
        Paired(probabilities, truth);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bins);
        if (probabilities.Any(probability => !(probability is >= 0 and <= 1)))
            throw new ArgumentException("A probability is not between 0 and 1. Give probabilities, not logits.", nameof(probabilities));
        double[] sums = new double[bins], hits = new double[bins], counts = new double[bins];
        for (int i = 0; i < truth.Count; i++)
        {
            int bin = Math.Min(bins - 1, (int)(probabilities[i] * bins));
            sums[bin] += probabilities[i];
            hits[bin] += truth[i] ? 1 : 0;
            counts[bin]++;
        }

        int[] filled = [.. Enumerable.Range(0, bins).Where(bin => counts[bin] > 0)];
        double[] xs = [.. filled.Select(bin => sums[bin] / counts[bin])], ys = [.. filled.Select(bin => hits[bin] / counts[bin])];
        double error = filled.Select((bin, i) => counts[bin] / truth.Count * Math.Abs(xs[i] - ys[i])).Sum();
        return Shares(title, "predicted probability", "share that came true")
            .Line("perfect", [0, 1], [0, 1], Colour.Grey, LineStyle.Dashed, 1)
            .Line(Named(name, "error", error), xs, ys, Palette.Of(0))
            .Points(null, xs, ys, Palette.Of(0), size: 6);
    }

    static string Named(string name, string what, double value) => string.Create(CultureInfo.InvariantCulture, $"{name} ({what} {value:0.000})");

    static Plot Shares(string title, string xLabel, string yLabel)
    {
        Plot plot = new(title, xLabel, yLabel);
        (plot.XAxis.Min, plot.XAxis.Max, plot.YAxis.Min, plot.YAxis.Max) = (0, 1, 0, 1);
        return plot;
    }
}
