namespace Lamina.Data;

/// <summary>Iris: lengths of 150 flowers of three kinds.</summary>
/// <remarks><b>Source:</b> Fisher: The use of multiple measurements in taxonomic problems (1936).</remarks>
public static class Iris
{
    /// <summary>The name of each class.</summary>
    public static IReadOnlyList<string> ClassNames { get; } = ["setosa", "versicolor", "virginica"];

    /// <summary>What the catalogue says of it.</summary>
    public static DatasetEntry Entry { get; } = new()
    {
        Name = "iris",
        Title = "Iris",
        Task = "tabular classification",
        About = "150 flowers: four lengths, three kinds",
        Licence = "not stated",
        Source = "UCI Machine Learning Repository; the file of github.com/jbrownlee/Datasets",
        Citation = "Fisher: The use of multiple measurements in taxonomic problems (1936)",
        Substitute = "drawn-diagnosis",
        Layouts = [SmallTables.Layout("tabular", "iris.csv", 4_549, "f5d0c11e5c78a69a20dbb80baf2b24703f59a6687595752abb397d23732647c5")],
        Preview = folder => Previews.OfRows(Load(folder, download: false)),
    };

    /// <summary>Reads the table; downloads it first if it is nowhere on this machine. There is no official split.</summary>
    /// <returns>Inputs [150, 4] in float32: length and width of sepals and petals in cm; labels [150] in int64, 50 of each kind.</returns>
    /// <inheritdoc cref="Cifar10.Load"/>
    public static ArrayDataset Load(string? dataFolder = null, bool download = true, IProgress<DownloadProgress>? progress = null, CancellationToken cancellationToken = default) =>
        SmallTables.Classes(Entry.Locate(dataFolder, download, progress, cancellationToken).Only, 5, ["Iris-setosa", "Iris-versicolor", "Iris-virginica"], ClassNames, Entry.Title);
}
