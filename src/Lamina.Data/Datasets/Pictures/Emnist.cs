using System.IO.Compression;
using Lamina.Formats;

namespace Lamina.Data;

/// <summary>EMNIST: handwritten digits and letters of 28 × 28, in six cuts. What is downloaded is unverified.</summary>
/// <remarks><b>Source:</b> Cohen, Afshar, Tapson, van Schaik: EMNIST: an extension of MNIST to handwritten letters, arXiv:1702.05373 (2017).</remarks>
public static class Emnist
{
    const int Side = 28;

    const string Digits = "0123456789", Capitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ", Small = "abcdefghijklmnopqrstuvwxyz";

    /// <summary>What the catalogue says of it.</summary>
    public static DatasetEntry Entry { get; } = new()
    {
        Name = "emnist",
        Title = "EMNIST",
        Task = "image classification",
        About = "up to 697,932 + 116,323 handwritten digits and letters, 28×28",
        Licence = "not stated; work of the US government (NIST)",
        Source = "Cohen, Afshar, Tapson, van Schaik: nist.gov/itl/products-and-services/emnist-dataset",
        Citation = "Cohen, Afshar, Tapson, van Schaik: EMNIST: an extension of MNIST to handwritten letters, arXiv:1702.05373 (2017)",
        Layouts = [DatasetLayout.Single("emnist", "gzip.zip", "https://biometrics.nist.gov/cs_links/EMNIST/gzip.zip")],
        Preview = folder => Previews.OfPictures(Load(EmnistSplit.Balanced, folder, download: false).Train),
    };

    /// <summary>The name of each class of a cut.</summary>
    /// <param name="split">Which cut.</param>
    public static IReadOnlyList<string> ClassNames(EmnistSplit split) => [.. (split switch
    {
        // Letters whose small form looks like the capital one stand with it.
        EmnistSplit.Balanced or EmnistSplit.ByMerge => Digits + Capitals + "abdefghnqrt",
        EmnistSplit.ByClass => Digits + Capitals + Small,
        EmnistSplit.Letters => Small,
        EmnistSplit.Digits or EmnistSplit.Mnist => Digits,
        _ => throw new ArgumentOutOfRangeException(nameof(split), split, "There is no such cut of EMNIST."),
    }).Select(letter => $"{letter}")];

    /// <summary>Reads the training and the test part of a cut from the archive, in memory; downloads it first if it is nowhere on this machine.</summary>
    /// <param name="split">Which cut.</param>
    /// <param name="dataFolder">The parent folder of data sets to look in, and to download to; null for <c>LAMINA_DATA</c> and the user's cache.</param>
    /// <param name="download">Whether to download the set if it is nowhere.</param>
    /// <param name="progress">Is told of downloaded bytes.</param>
    /// <param name="cancellationToken">Stops a download; what has come is kept for the next attempt.</param>
    /// <returns>Inputs [N, 1, 28, 28], upright (the files hold them lying on their side), x / 255; labels from 0 on, also of the letters, which the files count from 1.</returns>
    /// <exception cref="MissingDataException">The set is nowhere, and was not or could not be downloaded.</exception>
    /// <exception cref="FileFormatException">The archive is damaged.</exception>
    /// <exception cref="DataFormatException">A file in it is damaged or missing.</exception>
    public static (ArrayDataset Train, ArrayDataset Test) Load(
        EmnistSplit split = EmnistSplit.Balanced, string? dataFolder = null, bool download = true, IProgress<DownloadProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        IReadOnlyList<string> names = ClassNames(split);
        string path = Entry.Locate(dataFolder, download, progress, cancellationToken).Only;
        using FileStream stream = File.OpenRead(path);
        using ZipEntries archive = new(stream, path);
        return (Part("train"), Part("test"));

        ArrayDataset Part(string part)
        {
            IdxFile images = Read($"emnist-{split.ToString().ToLowerInvariant()}-{part}-images-idx3-ubyte.gz"), labels = Read($"emnist-{split.ToString().ToLowerInvariant()}-{part}-labels-idx1-ubyte.gz");
            ImageSet lying = MnistFiles.Part(images, labels, split == EmnistSplit.Letters ? ["", .. names] : names);
            byte[] numbers = lying.Labels.ToArray();
            if (split == EmnistSplit.Letters)
                numbers = Array.ConvertAll(numbers, number => number > 0 ? (byte)(number - 1) : throw new DataFormatException($"{labels.Name}: a letter has the label 0; they go from 1 to 26. Delete the archive and fetch it again."));
            return ArrayDataset.From(new ImageSet(Upright(lying), numbers, Side, Side, names), $"EMNIST {split}, {(part == "train" ? "training" : part)} part");
        }

        IdxFile Read(string file)
        {
            ZipArchiveEntry entry = archive.All.FirstOrDefault(entry => entry.Name == file) ?? throw new DataFormatException($"{path} holds no {file}. Delete it and fetch it again.");
            return IdxFile.Read(new MemoryStream(archive.Bytes(entry)), $"{path}, {file}");
        }
    }

    static byte[] Upright(ImageSet lying)
    {
        byte[] pixels = new byte[lying.Pixels.Length];
        for (int i = 0; i < lying.Count; i++)
        {
            ReadOnlySpan<byte> from = lying.Image(i);
            Span<byte> to = pixels.AsSpan(i * Side * Side, Side * Side);
            for (int y = 0; y < Side; y++)
            {
                for (int x = 0; x < Side; x++)
                    to[(y * Side) + x] = from[(x * Side) + y];
            }
        }

        return pixels;
    }
}
