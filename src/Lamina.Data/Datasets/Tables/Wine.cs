namespace Lamina.Data;

/// <summary>Wine: what 178 wines of three growers are made of.</summary>
/// <remarks><b>Source:</b> Forina and others: PARVUS: an extendible package for data exploration, classification and correlation (1988).</remarks>
public static class Wine
{
    /// <summary>The name of each class: the three growers have numbers only.</summary>
    public static IReadOnlyList<string> ClassNames { get; } = ["1", "2", "3"];

    /// <summary>What the catalogue says of it.</summary>
    public static DatasetEntry Entry { get; } = new()
    {
        Name = "wine",
        Title = "Wine",
        Task = "tabular classification",
        About = "178 wines: thirteen measurements, three growers",
        Licence = "not stated",
        Source = "UCI Machine Learning Repository; the file of github.com/jbrownlee/Datasets",
        Citation = "Forina and others: PARVUS: an extendible package for data exploration, classification and correlation (1988)",
        Substitute = "drawn-diagnosis",
        Layouts = [SmallTables.Layout("tabular", "wine.csv", 10_782, "e9c16b779f9194945067f65118da6afb317ef60c6515879c50124dc4f6cdd756")],
        Preview = folder => Previews.OfRows(Load(folder, download: false)),
    };

    /// <summary>Reads the table; downloads it first if it is nowhere on this machine. There is no official split.</summary>
    /// <returns>Inputs [178, 13] in float32; labels [178] in int64: 59, 71 and 48 wines of three growers.</returns>
    /// <inheritdoc cref="Cifar10.Load"/>
    public static ArrayDataset Load(string? dataFolder = null, bool download = true, IProgress<DownloadProgress>? progress = null, CancellationToken cancellationToken = default) =>
        SmallTables.Classes(Entry.Locate(dataFolder, download, progress, cancellationToken).Only, 14, [.. ClassNames], ClassNames, Entry.Title);
}
