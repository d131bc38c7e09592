using System.Text;
using Lamina.Formats;

namespace Lamina.Data;

/// <summary>CIFAR-100: coloured pictures of a hundred things, 32 × 32, 50,000 + 10,000. What is downloaded is unverified.</summary>
/// <remarks><b>Source:</b> Krizhevsky: Learning multiple layers of features from tiny images (2009).</remarks>
public static class Cifar100
{
    /// <summary>Mean and deviation of each channel, those of the training part that the field uses: <c>train.Normalize(Cifar100.Standard)</c>.</summary>
    public static Normalization Standard { get; } = Normalization.OfBytes([0.5071, 0.4865, 0.4409], [0.2673, 0.2564, 0.2762]);

    /// <summary>What the catalogue says of it.</summary>
    public static DatasetEntry Entry { get; } = new()
    {
        Name = "cifar100",
        Title = "CIFAR-100",
        Task = "image classification",
        About = "50,000 + 10,000 coloured pictures of a hundred things, 32×32",
        Licence = "not stated; the publisher asks for the report to be cited",
        Source = "Alex Krizhevsky, Vinod Nair, Geoffrey Hinton, University of Toronto: cs.toronto.edu/~kriz/cifar.html",
        Citation = "Krizhevsky: Learning multiple layers of features from tiny images (2009)",
        Layouts = [DatasetLayout.Single("cifar-100", "cifar-100-binary.tar.gz", "https://www.cs.toronto.edu/~kriz/cifar-100-binary.tar.gz")],
        Preview = folder => Previews.OfPictures(Load(folder, download: false).Train),
    };

    /// <summary>Reads the training and the test part with their hundred fine classes; downloads the archive first if it is nowhere on this machine.</summary>
    /// <returns>Inputs [N, 3, 32, 32] in float32, x / 255, kept as bytes; labels [N] in int64; class names as the archive has them.</returns>
    /// <inheritdoc cref="Cifar10.Load"/>
    public static (ArrayDataset Train, ArrayDataset Test) Load(
        string? dataFolder = null, bool download = true, IProgress<DownloadProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        const string Names = "fine_label_names.txt", Train = "train.bin", Test = "test.bin";
        string path = Entry.Locate(dataFolder, download, progress, cancellationToken).Only;
        Dictionary<string, byte[]> files = TarEntries.Read(path, name => Path.GetFileName(name) is Names or Train or Test)
            .DistinctBy(file => Path.GetFileName(file.Name))
            .ToDictionary(file => Path.GetFileName(file.Name), file => file.Content);
        string[] names = [.. TextLines.Of(Encoding.UTF8.GetString(Find(Names))).Where(line => line.Length > 0)];
        return (Part(Train, "training"), Part(Test, "test"));

        ArrayDataset Part(string file, string part) => CifarRecords.Read([($"{path}, {file}", Find(file))], labels: 2, names, $"{Entry.Title}, {part} part");

        byte[] Find(string file) => files.TryGetValue(file, out byte[]? content) ? content : throw new DataFormatException($"{path} holds no {file}. Delete it and fetch it again.");
    }
}
