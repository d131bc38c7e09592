namespace Lamina.Data;

/// <summary>California housing: 20,640 districts and the price of a house.</summary>
/// <remarks><b>Source:</b> Pace, Barry: Sparse spatial autoregressions (1997).</remarks>
public static class CaliforniaHousing
{
    /// <summary>What the catalogue says of it.</summary>
    public static DatasetEntry Entry { get; } = new()
    {
        Name = "california-housing",
        Title = "California housing",
        Task = "tabular regression",
        About = "20,640 districts: eight numbers, the distance to the sea in words, the price of a house",
        Licence = "not stated",
        Source = "StatLib, 1990 US census, as changed by Aurélien Géron: github.com/ageron/data",
        Citation = "Pace, Barry: Sparse spatial autoregressions (1997)",
        Substitute = "drawn-diagnosis",
        Layouts = [SmallTables.Layout("tabular", "california_housing.csv", 1_423_529, "2364609dc48bec7df3ba9dbb7041478e704ecddcee70ef1827ec3fc49d22c0cc", "housing/housing.csv", "https://raw.githubusercontent.com/ageron/data/main/")],
        Preview = folder => Previews.OfTable(Load(folder, download: false)),
    };

    /// <summary>Reads the table; downloads it first if it is nowhere on this machine.</summary>
    /// <returns>20,640 rows; the target is <c>median_house_value</c>, <c>ocean_proximity</c> holds words, 207 cells of <c>total_bedrooms</c> are missing.</returns>
    /// <inheritdoc cref="Cifar10.Load"/>
    public static Table Load(string? dataFolder = null, bool download = true, IProgress<DownloadProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Table.ReadCsv(Entry.Locate(dataFolder, download, progress, cancellationToken).Only);
}
