using System.Globalization;

namespace Lamina.Data;

/// <summary>Parts of any data set, and its description.</summary>
public static partial class DatasetExtensions
{
    /// <summary>The first samples, at most <paramref name="count"/>.</summary>
    public static IDataset Take(this IDataset dataset, long count) => dataset.Select(Indices.Run(dataset.Count, 0, count));

    /// <summary>The samples after the first <paramref name="count"/>.</summary>
    public static IDataset Skip(this IDataset dataset, long count) => dataset.Select(Indices.Run(dataset.Count, count, dataset.Count));

    /// <summary>Cuts a set in two by chance; each part keeps the order of the whole.</summary>
    /// <param name="dataset">The set to cut.</param>
    /// <param name="heldOut">The fraction that goes to the second part, between 0 and 1.</param>
    /// <param name="seed">The cut depends on it and on the number of samples alone.</param>
    /// <exception cref="ArgumentOutOfRangeException">A part would be empty.</exception>
    public static (IDataset Kept, IDataset HeldOut) Split(this IDataset dataset, double heldOut, long seed)
    {
        (long[] kept, long[] rest) = Indices.Split(dataset.Count, heldOut, seed);
        return (dataset.Select(kept), dataset.Select(rest));
    }

    /// <summary>Cuts the last samples off, as Keras' <c>validation_split</c>: shuffle the set before if it is sorted.</summary>
    /// <param name="dataset">The set to cut.</param>
    /// <param name="heldOut">The fraction that goes to the second part, between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A part would be empty.</exception>
    public static (IDataset Kept, IDataset HeldOut) SplitLast(this IDataset dataset, double heldOut)
    {
        (long[] kept, long[] rest) = Indices.SplitLast(dataset.Count, heldOut);
        return (dataset.Select(kept), dataset.Select(rest));
    }

    /// <summary>One line: name, number of samples, inputs with what is done to them, targets, classes.</summary>
    public static string Describe(this IDataset dataset)
    {
        DatasetInfo info = dataset.Info;
        List<string> parts = [string.Create(CultureInfo.InvariantCulture, $"{info.Name}: {dataset.Count:N0} samples")];
        if (info.Inputs.Count > 0)
            parts.Add("inputs " + string.Join(", ", info.Inputs.Select((spec, i) => $"{spec}{Scaling(info, i)}")));
        if (info.Targets.Count > 0)
            parts.Add("targets " + string.Join(", ", info.Targets));
        if (info.ClassNames.Count > 0)
            parts.Add($"{info.ClassNames.Count} classes ({Abridged(info.ClassNames)})");
        if (info.IsGenerated)
            parts.Add("generated");
        return string.Join(" · ", parts);
    }

    static string Scaling(DatasetInfo info, int input) =>
        input < info.Normalizations.Count && info.Normalizations[input] is { } normalization ? $" {normalization}" : "";

    static string Abridged(IReadOnlyList<string> names) =>
        names.Count <= 12 ? string.Join(", ", names) : $"{string.Join(", ", names.Take(10))}, …, {names[^1]}";
}
