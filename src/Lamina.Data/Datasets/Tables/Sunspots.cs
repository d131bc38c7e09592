namespace Lamina.Data;

/// <summary>Monthly numbers of sunspots as Zurich counted them, 1749 to 1983.</summary>
/// <remarks><b>Source:</b> Andrews, Herzberg: Data: a collection of problems from many fields (1985).</remarks>
public static class Sunspots
{
    /// <summary>What the catalogue says of it.</summary>
    public static DatasetEntry Entry { get; } = new()
    {
        Name = "sunspots",
        Title = "Monthly sunspots",
        Task = "forecasting",
        About = "2,820 monthly numbers of sunspots, Zurich, 1749 to 1983",
        Licence = "not stated",
        Source = "Time Series Data Library; the file of github.com/jbrownlee/Datasets",
        Citation = "Andrews, Herzberg: Data: a collection of problems from many fields (1985)",
        Substitute = "drawn-passengers",
        Layouts = [SmallTables.Layout("series", "monthly-sunspots.csv", 45_039, "c4ec8cc57d9f6fb6ecdb3e1f37f25b6f4badd5124c55931052b0cd2fc3bc71f3")],
        Preview = folder => Previews.OfSeries(Load(folder, download: false)),
    };

    /// <summary>Reads the series; downloads it first if it is nowhere on this machine.</summary>
    /// <returns>2,820 numbers, January 1749 to December 1983.</returns>
    /// <inheritdoc cref="Cifar10.Load"/>
    public static TimeSeries Load(string? dataFolder = null, bool download = true, IProgress<DownloadProgress>? progress = null, CancellationToken cancellationToken = default) =>
        new(Entry.Title, Table.ReadCsv(Entry.Locate(dataFolder, download, progress, cancellationToken).Only).Doubles("Sunspots"));
}
