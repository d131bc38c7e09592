namespace Lamina.Data;

/// <summary>32,033 first names in lower case, for networks that make up more.</summary>
/// <remarks><b>Source:</b> Karpathy: makemore (2022), from the list of the US Social Security Administration of 2018.</remarks>
public static class FirstNames
{
    /// <summary>What the catalogue says of it.</summary>
    public static DatasetEntry Entry { get; } = new()
    {
        Name = "names",
        Title = "First names",
        Task = "language modelling by characters",
        About = "32,033 names of 2 to 15 letters a to z",
        Licence = "repository MIT; data of the US government",
        Source = "Andrej Karpathy: github.com/karpathy/makemore; US Social Security Administration",
        Citation = "Karpathy: makemore (2022)",
        Layouts =
        [
            DatasetLayout.Of(
                "names",
                ["https://raw.githubusercontent.com/karpathy/makemore/master/"],
                ("names.txt", 228_145, "0a30b5557f192f32ab962680889aac5f6fda0f4cecf40a6d0b5694f58ea8cc4d")),
        ],
        Preview = folder => Load(folder, download: false) is var names ? Enumerable.Range(0, (int)names.Count).Select(i => new SamplePreview($"{i}", names.Read(i))) : [],
    };

    /// <summary>Reads the names in the order of the file. There is no official split.</summary>
    /// <returns>One name a sample; 29,494 of them are distinct.</returns>
    /// <inheritdoc cref="Imdb.Load"/>
    public static IDataset<string> Load(
        string? dataFolder = null, bool download = true, IProgress<DownloadProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Dataset.From(TextLines.Read(Entry.Locate(dataFolder, download, progress, cancellationToken).Only), Entry.Title);
}
