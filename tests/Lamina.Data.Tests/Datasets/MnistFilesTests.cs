using Xunit;

namespace Lamina.Data.Tests;

public class MnistFilesTests
{
    [Fact]
    public void ANamedFolderIsTheOnlyOneAndTheVariableComesBeforeTheCache()
    {
        using TemporaryFolder folder = new();
        DataFolders named = new(folder.At("option"), folder.At("variable"), folder.At("cache"));
        Assert.Equal([folder.At("option")], named.Parents);
        Assert.Equal(folder.At("option"), named.DownloadParent);
        DataFolders usual = new(null, folder.At("variable"), folder.At("cache"));
        Assert.Equal([folder.At("variable"), folder.At("cache")], usual.Parents);
        Assert.Equal(folder.At("cache"), usual.DownloadParent);
        Assert.Equal([folder.At("cache")], new DataFolders(null, " ", folder.At("cache")).Parents);

        Assert.Null(MnistFiles.Mnist.Find(usual));
        foreach (string parent in usual.Parents.Reverse())
        {
            Place(Path.Combine(parent, "mnist"), compressed: false);
            Assert.Equal(Path.Combine(parent, "mnist"), MnistFiles.Mnist.Find(usual));
            Assert.Equal(Path.Combine(parent, "mnist"), MnistFiles.Mnist.Describe(usual));
            Assert.Null(MnistFiles.Mnist.Find(named));
        }

        Assert.StartsWith("not here", MnistFiles.Mnist.Describe(named), StringComparison.Ordinal);
        Place(folder.At("option", "mnist"), compressed: true);
        Assert.Equal(folder.At("option", "mnist"), MnistFiles.Mnist.Find(named));
    }

    [Fact]
    public void AFileThatIsMissingIsNeverTakenFromElsewhere()
    {
        using TemporaryFolder folder = new();
        Place(folder.At("cache", "mnist"), compressed: false);
        foreach (string? option in (string?[])[folder.At("named"), null])
        {
            string parent = option ?? folder.At("variable");
            Place(Path.Combine(parent, "mnist"), compressed: true);
            File.Delete(Path.Combine(parent, "mnist", "train-labels-idx1-ubyte.gz"));
            DataFolders folders = new(option, folder.At("variable"), folder.At("cache"));

            // Also where downloads are allowed: what is there was placed by the user.
            string message = Assert.Throws<MissingDataException>(() => MnistFiles.Mnist.Load(folders)).Message;
            Assert.Contains($"{Path.Combine(parent, "mnist")}, which lacks train-labels-idx1-ubyte.gz", message, StringComparison.Ordinal);
            Assert.Contains("Place it there", message, StringComparison.Ordinal);
            Assert.Null(MnistFiles.Mnist.Find(folders));
            Assert.Contains("which lacks train-labels-idx1-ubyte.gz", MnistFiles.Mnist.Describe(folders), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void ReadsBothPartsAsBytes()
    {
        using TemporaryFolder folder = new();
        Place(folder.At("fashion-mnist"), compressed: true);
        (ImageSet train, ImageSet test) = MnistFiles.FashionMnist.Load(new DataFolders(folder.FullName), download: false);
        Assert.Equal((30, 20), (train.Count, test.Count));
        Assert.Equal((28, 28), (train.Height, train.Width));
        Assert.Equal("Sneaker", train.ClassNames[7]);
        Assert.Equal(IdxBytes.Values(28 * 28), train.Image(0).ToArray());
        Assert.Equal(9, test.Label(9));
    }

    [Fact]
    public void AMissingSetNamesThreeWaysOut()
    {
        using TemporaryFolder folder = new();
        DataFolders folders = new(null, folder.At("data"), folder.At("cache"));
        string message = Assert.Throws<MissingDataException>(() => MnistFiles.Mnist.Load(folders, download: false)).Message;
        Assert.DoesNotContain('\n', message);
        Assert.Contains($"MNIST is not on this machine (looked in {folder.At("data", "mnist")}, {folder.At("cache", "mnist")})", message, StringComparison.Ordinal);
        Assert.Contains($"in {folder.At("cache", "mnist")}", message, StringComparison.Ordinal);
        Assert.Contains("LAMINA_DATA", message, StringComparison.Ordinal);
        Assert.Contains("'digits'", message, StringComparison.Ordinal);
    }

    [Fact]
    public void FilesThatDoNotBelongTogetherAreRefused()
    {
        using TemporaryFolder folder = new();
        string set = folder.At("mnist");
        Check(IdxBytes.Make([29], new byte[29]), "30 pictures and", "29 labels");
        Check(IdxBytes.Make([15, 2], new byte[30]), "one label a picture", "15×2");
        Check(IdxBytes.Make([30], [.. new byte[12], 10, .. new byte[17]]), "label 12 is 10", "train-labels");
        Check(IdxBytes.Make([30], new byte[30]), "pictures of N×28×28 were expected", "30×14×56", IdxBytes.Make([30, 14, 56], new byte[30 * 784]));

        void Check(byte[] labels, string part, string otherPart, byte[]? images = null)
        {
            Place(set, compressed: false);
            File.WriteAllBytes(Path.Combine(set, "train-labels-idx1-ubyte"), labels);
            if (images is not null)
                File.WriteAllBytes(Path.Combine(set, "train-images-idx3-ubyte"), images);
            string message = Assert.Throws<DataFormatException>(
                () => MnistFiles.Mnist.Load(new DataFolders(folder.FullName), download: false)).Message;
            Assert.Contains(part, message, StringComparison.Ordinal);
            Assert.Contains(otherPart, message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void ReadsTheRealSets()
    {
        if (string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable(DataFolders.Variable)))
            Assert.Skip($"{DataFolders.Variable} is not set: no real data here.");
        (ImageSet train, ImageSet test) = MnistFiles.Mnist.Load(download: false);
        Assert.Equal([5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949], Histogram(train));
        Assert.Equal([980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009], Histogram(test));
        long sum = 0;
        foreach (byte pixel in train.Pixels.Span)
            sum += pixel;
        Assert.Equal(0.1307, sum / 255.0 / train.Pixels.Length, 4);

        (train, test) = MnistFiles.FashionMnist.Load(download: false);
        Assert.All(Histogram(train), count => Assert.Equal(6_000, count));
        Assert.All(Histogram(test), count => Assert.Equal(1_000, count));
    }

    static int[] Histogram(ImageSet set)
    {
        int[] counts = new int[10];
        foreach (byte label in set.Labels.Span)
            counts[label]++;
        return counts;
    }

    static void Place(string folder, bool compressed)
    {
        Directory.CreateDirectory(folder);
        foreach ((string part, int count) in ((string, int)[])[("train", 30), ("t10k", 20)])
        {
            Write($"{part}-images-idx3-ubyte", IdxBytes.Make([count, 28, 28], IdxBytes.Values(count * 784)));
            Write($"{part}-labels-idx1-ubyte", IdxBytes.Make([count], [.. Enumerable.Range(0, count).Select(i => (byte)(i % 10))]));
        }

        void Write(string name, byte[] bytes) =>
            File.WriteAllBytes(Path.Combine(folder, compressed ? name + ".gz" : name), compressed ? IdxBytes.Gzip(bytes) : bytes);
    }
}
