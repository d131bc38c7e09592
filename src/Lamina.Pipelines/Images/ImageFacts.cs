using System.Globalization;
using System.Text;

namespace Lamina.Pipelines;

/// <summary>What was found in a folder that has a folder of pictures for each class. Prints as the lines that <c>lamina train images</c> shows.</summary>
public sealed record ImageFacts
{
    const int MostBrokenShown = 5;
    const double Imbalance = 10;

    /// <summary>The folder.</summary>
    public required string Folder { get; init; }

    /// <summary>The classes, in the order of the labels, and how many pictures each has.</summary>
    public required IReadOnlyList<KeyValuePair<string, int>> Classes { get; init; }

    /// <summary>Width and height of the smallest picture, by its area.</summary>
    public required (int Width, int Height) Smallest { get; init; }

    /// <summary>Width and height of the largest picture, by its area.</summary>
    public required (int Width, int Height) Largest { get; init; }

    /// <summary>Whether any picture has colour channels.</summary>
    public required bool HasColour { get; init; }

    /// <summary>Files that cannot be read, and why. They are left out.</summary>
    public required IReadOnlyList<(string Path, string Problem)> Broken { get; init; }

    /// <summary>Pictures with the same pixels as an earlier one. They are left out, so that no two parts share one.</summary>
    public required int Duplicates { get; init; }

    /// <summary>Pictures that can be learnt from.</summary>
    public int Count => Classes.Sum(pair => pair.Value);

    /// <summary>The lines of the report.</summary>
    public override string ToString()
    {
        StringBuilder lines = new();
        string size = Smallest == Largest ? $"{Smallest.Width}×{Smallest.Height}" : $"{Smallest.Width}×{Smallest.Height} to {Largest.Width}×{Largest.Height}";
        lines.AppendLine(CultureInfo.InvariantCulture, $"{Path.GetFileName(Path.TrimEndingDirectorySeparator(Folder))}: {Count} pictures of {Classes.Count} classes, {size}, {(HasColour ? "colour" : "grey")}");
        lines.AppendLine(CultureInfo.InvariantCulture, $"classes: {string.Join(", ", Classes.Take(12).Select(pair => $"{pair.Key} {pair.Value}"))}{(Classes.Count > 12 ? ", …" : "")}");
        if (Classes.Max(pair => pair.Value) > Imbalance * Classes.Min(pair => pair.Value))
            lines.AppendLine(CultureInfo.InvariantCulture, $"note: '{Classes.MinBy(pair => pair.Value).Key}' is rare: read the accuracy beside the baseline");
        if (Duplicates > 0)
            lines.AppendLine(CultureInfo.InvariantCulture, $"note: {Duplicates} pictures have the same pixels as an earlier one and are left out");
        foreach ((string path, string problem) in Broken.Take(MostBrokenShown))
            lines.AppendLine(CultureInfo.InvariantCulture, $"note: {path} cannot be read and is left out: {problem}");
        if (Broken.Count > MostBrokenShown)
            lines.AppendLine(CultureInfo.InvariantCulture, $"note: and {Broken.Count - MostBrokenShown} more files that cannot be read");
        return lines.ToString().TrimEnd();
    }
}
