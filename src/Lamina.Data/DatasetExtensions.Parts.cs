using System.Globalization;

namespace Lamina.Data;

public static partial class DatasetExtensions
{
    const int LabelBlock = 256;

    /// <summary>Cuts a set in two by chance, each class in the same proportion, to within a sample; each part keeps the order of the whole.</summary>
    /// <param name="dataset">The set to cut.</param>
    /// <param name="heldOut">The fraction that goes to the second part, between 0 and 1.</param>
    /// <param name="seed">The cut depends on it and on the labels alone.</param>
    /// <param name="labels">The class of each sample; null for the first target.</param>
    /// <exception cref="ArgumentOutOfRangeException">A part would be empty.</exception>
    /// <exception cref="DataFormatException">The targets are no labels.</exception>
    public static (IDataset Kept, IDataset HeldOut) StratifiedSplit(this IDataset dataset, double heldOut, long seed, IReadOnlyList<long>? labels = null) =>
        dataset.Cut(Strata.Split(dataset.LabelsOr(labels), heldOut, seed));

    /// <summary>Parts for cross-validation: each sample is held out in just one of the pairs.</summary>
    /// <param name="dataset">The set to cut.</param>
    /// <param name="count">How many pairs; at least 2.</param>
    /// <param name="seed">The cut depends on it and on the number of samples alone.</param>
    /// <returns>Parts to train on, and those held out, whose sizes differ by 1 at most.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer samples than pairs.</exception>
    public static IReadOnlyList<(IDataset Train, IDataset Validation)> Folds(this IDataset dataset, int count, long seed) =>
        [.. Strata.Folds(dataset.Count, count, seed).Select(dataset.Cut)];

    /// <summary>Parts for cross-validation in which each class has the same share, to within a sample.</summary>
    /// <param name="dataset">The set to cut.</param>
    /// <param name="count">How many pairs; at least 2.</param>
    /// <param name="seed">The cut depends on it and on the labels alone.</param>
    /// <param name="labels">The class of each sample; null for the first target.</param>
    /// <exception cref="DataFormatException">The targets are no labels.</exception>
    /// <inheritdoc cref="Folds"/>
    public static IReadOnlyList<(IDataset Train, IDataset Validation)> StratifiedFolds(this IDataset dataset, int count, long seed, IReadOnlyList<long>? labels = null) =>
        [.. Strata.Folds(dataset.LabelsOr(labels), count, seed).Select(dataset.Cut)];

    /// <summary>The labels of all samples, in their order. A set in memory gives them at once; any other is read through.</summary>
    /// <param name="dataset">The set.</param>
    /// <param name="target">Which target.</param>
    /// <exception cref="DataFormatException">The target is not one whole number a sample.</exception>
    public static long[] Labels(this IDataset dataset, int target = 0)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        if (dataset is ArrayDataset arrays)
            return arrays.LabelsOf(target);
        long[] labels = new long[dataset.Count];
        long first = 0;
        foreach (Batch batch in new DataLoader(dataset, LabelBlock))
        {
            if ((uint)target >= (uint)batch.Targets.Count)
                throw new ArgumentOutOfRangeException(nameof(target), target, $"{dataset.Info.Name} has {batch.Targets.Count} targets, numbered from 0.");
            LabelsOf(batch.Targets[target], dataset.Info.Name).CopyTo(labels, first);
            first += batch.Count;
        }

        return labels;
    }

    internal static long[] LabelsOr(this IDataset dataset, IReadOnlyList<long>? labels)
    {
        if (labels is null)
            return dataset.Labels();
        return labels.Count == dataset.Count
            ? [.. labels]
            : throw new ArgumentException($"{dataset.Info.Name} has {dataset.Count} samples; {labels.Count} labels were given. Give one for each sample.", nameof(labels));
    }

    internal static long[] LabelsOf(Tensor target, string name)
    {
        if (target.Count != target.Shape[0])
            throw new DataFormatException($"{name}: the target {target.Spec} is not one label a sample. Say the class of each sample by `labels`.");
        double[] values = target.To(DType.Float64).ToArray<double>();
        foreach (double value in values)
        {
            if (value != Math.Floor(value))
                throw new DataFormatException($"{name}: the target has {Text(value)}, which is no label: labels are whole numbers. Say the class of each sample by `labels`.");
        }

        return [.. values.Select(value => (long)value)];
    }

    static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    static (IDataset First, IDataset Second) Cut(this IDataset dataset, (long[] First, long[] Second) parts) =>
        (dataset.Select(parts.First), dataset.Select(parts.Second));
}
