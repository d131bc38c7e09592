namespace Lamina.Data;

/// <summary>Boston housing: 506 districts and the price of a house. One of its columns encodes race; take <see cref="CaliforniaHousing"/> for anything but tests.</summary>
/// <remarks><b>Source:</b> Harrison, Rubinfeld: Hedonic housing prices and the demand for clean air (1978).</remarks>
public static class BostonHousing
{
    /// <summary>What the catalogue says of it.</summary>
    public static DatasetEntry Entry { get; } = new()
    {
        Name = "boston-housing",
        Title = "Boston housing",
        Task = "tabular regression",
        About = "506 districts: thirteen numbers, the price of a house. Contested: one column encodes race",
        Licence = "not stated",
        Source = "StatLib; the file of github.com/jbrownlee/Datasets",
        Citation = "Harrison, Rubinfeld: Hedonic housing prices and the demand for clean air (1978)",
        Substitute = "drawn-diagnosis",
        Layouts = [SmallTables.Layout("tabular", "boston_housing.csv", 41_295, "2682ca02e83b89467d7d0cdcbde7c0cc4d2566119be8ce8d84dad4f0fa20859a", "housing.csv")],
        Preview = folder => Previews.OfRows(Load(folder, download: false)),
    };

    /// <summary>Reads the table; downloads it first if it is nowhere on this machine. There is no official split.</summary>
    /// <returns>Inputs [506, 13] and targets [506, 1] in float32: the median price in 1000 USD.</returns>
    /// <inheritdoc cref="Cifar10.Load"/>
    public static ArrayDataset Load(string? dataFolder = null, bool download = true, IProgress<DownloadProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        Table table = SmallTables.Read(Entry.Locate(dataFolder, download, progress, cancellationToken).Only, 14);
        return new ArrayDataset(table.ToTensor([.. table.Columns.SkipLast(1)]), table.ToTensor(table.Columns[^1]), name: Entry.Title);
    }
}
