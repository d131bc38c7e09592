using System.Globalization;

namespace Lamina.Plots;

public static partial class Charts
{
    /// <summary>How often each class was taken for each: rows are the true classes, columns the predicted ones.</summary>
    /// <param name="counts">[true, predicted]. Numbers are counts; a cell is as dark as its share of the row.</param>
    /// <param name="names">Names of the classes; null for numbers from 0.</param>
    /// <param name="title">What stands above.</param>
    /// <exception cref="ArgumentException">The table is not square, or empty.</exception>
    public static HeatMap ConfusionMatrix(long[,] counts, IReadOnlyList<string>? names = null, string title = "Confusion matrix")
    {
        ArgumentNullException.ThrowIfNull(counts);
        int classes = counts.GetLength(0);
        if (classes != counts.GetLength(1))
            throw new ArgumentException($"A confusion matrix has as many rows as columns; got {classes} × {counts.GetLength(1)}.", nameof(counts));
        double[,] values = new double[classes, classes], shares = new double[classes, classes];
        for (int row = 0; row < classes; row++)
        {
            double sum = 0;
            for (int column = 0; column < classes; column++)
                sum += counts[row, column];
            for (int column = 0; column < classes; column++)
                (values[row, column], shares[row, column]) = (counts[row, column], sum == 0 ? 0 : counts[row, column] / sum);
        }

        return new HeatMap(values, title)
        {
            Rows = names,
            Columns = names,
            XLabel = "predicted",
            YLabel = "true",
            Shades = shares,
            Text = count => count == 0 ? "" : count.ToString("0", CultureInfo.InvariantCulture),
        };
    }

    /// <summary>The confusion matrix of predicted and true classes.</summary>
    /// <param name="predicted">The predicted class of each example, from 0.</param>
    /// <param name="truth">Its true class.</param>
    /// <param name="names">Names of the classes; null for numbers from 0.</param>
    /// <param name="title">What stands above.</param>
    /// <exception cref="ArgumentException">There are more of the one than of the other, none at all, or a class is negative.</exception>
    public static HeatMap ConfusionMatrix(IReadOnlyList<int> predicted, IReadOnlyList<int> truth, IReadOnlyList<string>? names = null, string title = "Confusion matrix")
    {
        Paired(predicted, truth);
        if (predicted.Min() < 0 || truth.Min() < 0)
            throw new ArgumentException("Classes are counted from 0; got a negative one.", nameof(truth));
        int classes = Math.Max(names?.Count ?? 0, Math.Max(predicted.Max(), truth.Max()) + 1);
        long[,] counts = new long[classes, classes];
        for (int i = 0; i < truth.Count; i++)
            counts[truth[i], predicted[i]]++;
        return ConfusionMatrix(counts, names, title);
    }

    static void Paired<TFirst, TSecond>(IReadOnlyList<TFirst> first, IReadOnlyList<TSecond> second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if (first.Count != second.Count || first.Count == 0)
            throw new ArgumentException($"Each example has a prediction and a truth; got {first.Count} of the one and {second.Count} of the other.", nameof(first));
    }
}
