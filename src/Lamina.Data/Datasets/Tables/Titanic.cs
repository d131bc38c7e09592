namespace Lamina.Data;

/// <summary>Titanic: 891 passengers, and who survived.</summary>
/// <remarks><b>Source:</b> Kaggle: Titanic: machine learning from disaster (2012).</remarks>
public static class Titanic
{
    /// <summary>What the catalogue says of it.</summary>
    public static DatasetEntry Entry { get; } = new()
    {
        Name = "titanic",
        Title = "Titanic",
        Task = "tabular classification",
        About = "891 passengers: class, name, sex, age, fare, and who survived",
        Licence = "not stated",
        Source = "the passenger list as Kaggle uses it; the file of github.com/datasciencedojo/datasets",
        Citation = "Kaggle: Titanic: machine learning from disaster (2012)",
        Substitute = "drawn-diagnosis",
        Layouts = [SmallTables.Layout("tabular", "titanic.csv", 60_302, "4a437fde05fe5264e1701a7387ac6fb75393772ba38bb2c9c566405af5af4bd7", source: "https://raw.githubusercontent.com/datasciencedojo/datasets/master/")],
        Preview = folder => Previews.OfTable(Load(folder, download: false)),
    };

    /// <summary>Reads the table; downloads it first if it is nowhere on this machine.</summary>
    /// <returns>891 rows; the target is <c>Survived</c>; cells of <c>Age</c>, <c>Cabin</c> and <c>Embarked</c> are missing.</returns>
    /// <inheritdoc cref="Cifar10.Load"/>
    public static Table Load(string? dataFolder = null, bool download = true, IProgress<DownloadProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Table.ReadCsv(Entry.Locate(dataFolder, download, progress, cancellationToken).Only);
}
