using Lamina.Formats;

namespace Lamina.Data;

/// <summary>CIFAR-10: coloured pictures of ten things, 32 × 32, 50,000 + 10,000.</summary>
/// <remarks><b>Source:</b> Krizhevsky: Learning multiple layers of features from tiny images (2009).</remarks>
public static class Cifar10
{
    const string Archive = "cifar-10-binary.tar.gz";

    /// <summary>The name of each class.</summary>
    public static IReadOnlyList<string> ClassNames { get; } = ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"];

    /// <summary>Mean and deviation of each channel, those of the training part that the field uses: <c>train.Normalize(Cifar10.Standard)</c>.</summary>
    public static Normalization Standard { get; } = Normalization.OfBytes([0.4914, 0.4822, 0.4465], [0.2470, 0.2435, 0.2616]);

    /// <summary>What the catalogue says of it.</summary>
    public static DatasetEntry Entry { get; } = new()
    {
        Name = "cifar10",
        Title = "CIFAR-10",
        Task = "image classification",
        About = "50,000 + 10,000 coloured pictures of ten things, 32×32; or a part of them",
        Licence = "not stated; the publisher asks for the report to be cited",
        Source = "Alex Krizhevsky, Vinod Nair, Geoffrey Hinton, University of Toronto: cs.toronto.edu/~kriz/cifar.html",
        Citation = "Krizhevsky: Learning multiple layers of features from tiny images (2009)",
        Layouts =
        [
            DatasetLayout.Single("cifar-10", Archive, "https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz"),
            DatasetLayout.Of("cifar-10-batches-bin", [], [.. Enumerable.Range(1, 5).Select(batch => ($"data_batch_{batch}.bin.gz", 0L, (string?)null)), ("test_batch.bin.gz", 0, null)]),
            DatasetLayout.Of(
                "cifar10-subset",
                [],
                ("data_batch_1.bin.gz", 28_313_767, "6fcee3c4b6ea120cf82b263e2e9fe932e7edf7daf530e8b8ed62c178f70910c6"),
                ("test_batch.bin.gz", 2_834_548, "3d5e72c2623a79c57b916d8669b4cba52fa2984d04cb8cd7d256902adc743432")),
        ],
        Preview = folder => Previews.OfPictures(Load(folder, download: false).Train),
    };

    /// <summary>
    /// Reads the training and the test part: of the published archive, of its files, or of the part that <c>cifar10-subset</c> holds (the first 10,000 of the training part
    /// and the first 1,000 of the test part). Downloads the archive if there is none of these.
    /// </summary>
    /// <param name="dataFolder">The parent folder of data sets to look in, and to download to; null for <c>LAMINA_DATA</c> and the user's cache.</param>
    /// <param name="download">Whether to download the set if it is nowhere.</param>
    /// <param name="progress">Is told of downloaded bytes.</param>
    /// <param name="cancellationToken">Stops a download; what has come is kept for the next attempt.</param>
    /// <returns>Inputs [N, 3, 32, 32] in float32, x / 255, kept as bytes; labels [N] in int64; class names.</returns>
    /// <exception cref="MissingDataException">The set is nowhere, and was not or could not be downloaded.</exception>
    /// <exception cref="FileFormatException">An archive or packed file is damaged.</exception>
    /// <exception cref="DataFormatException">The records are damaged or missing.</exception>
    public static (ArrayDataset Train, ArrayDataset Test) Load(
        string? dataFolder = null, bool download = true, IProgress<DownloadProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        LocatedDataset place = Entry.Locate(dataFolder, download, progress, cancellationToken);
        (string Name, byte[] Content)[] files = place.Layout.Files[0].Name == Archive
            ? [.. TarEntries.Read(place.Only, name => IsTraining(name) || IsTest(name)).OrderBy(file => file.Name, StringComparer.Ordinal)]
            : [.. place.Layout.Files.Select(file => place[file.Name]).Select(path => (path, GzipContent.ReadAll(path)))];
        return (Part(IsTraining, "training"), Part(IsTest, "test"));

        ArrayDataset Part(Func<string, bool> isOfPart, string part)
        {
            (string Name, byte[] Content)[] batches = [.. files.Where(file => isOfPart(file.Name))];
            return batches.Length > 0
                ? CifarRecords.Read(batches, labels: 1, ClassNames, $"{Entry.Title}, {part} part")
                : throw new DataFormatException($"{place.Folder} holds no records of the {part} part (data_batch_1.bin, test_batch.bin). Delete it and fetch it again.");
        }
    }

    static bool IsTraining(string path) => Path.GetFileName(path).StartsWith("data_batch_", StringComparison.Ordinal);

    static bool IsTest(string path) => Path.GetFileName(path).StartsWith("test_batch", StringComparison.Ordinal);
}
