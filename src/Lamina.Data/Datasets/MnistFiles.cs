namespace Lamina.Data;

/// <summary>A set of labelled 28 × 28 grey pictures in the four files of MNIST: found on this machine, or downloaded.</summary>
public sealed class MnistFiles
{
    const int Side = 28;

    const string TrainImages = "train-images-idx3-ubyte.gz", TrainLabels = "train-labels-idx1-ubyte.gz", TestImages = "t10k-images-idx3-ubyte.gz", TestLabels = "t10k-labels-idx1-ubyte.gz";

    const string Advice = " Delete the files of this part and fetch them again.";

    MnistFiles(DatasetEntry entry, string[] classNames)
    {
        Entry = entry;
        ClassNames = classNames;
    }

    /// <summary>MNIST: 60,000 + 10,000 handwritten digits.</summary>
    /// <remarks><b>Source:</b> LeCun, Bottou, Bengio, Haffner: Gradient-based learning applied to document recognition (1998).</remarks>
    public static MnistFiles Mnist { get; } = new(
        new DatasetEntry
        {
            Name = "mnist",
            Title = "MNIST",
            Task = "image classification",
            About = "60,000 + 10,000 handwritten digits, 28×28",
            Licence = "not stated; commonly passed on as CC BY-SA 3.0",
            Source = "Yann LeCun, Corinna Cortes, Christopher Burges: yann.lecun.com/exdb/mnist",
            Citation = "LeCun, Bottou, Bengio, Haffner: Gradient-based learning applied to document recognition (1998)",
            Layouts =
            [
                DatasetLayout.Of(
                    "mnist",
                    ["https://storage.googleapis.com/cvdf-datasets/mnist/", "https://ossci-datasets.s3.amazonaws.com/mnist/", "http://yann.lecun.com/exdb/mnist/"],
                    (TrainImages, 9_912_422, "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609"),
                    (TrainLabels, 28_881, "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c"),
                    (TestImages, 1_648_877, "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6"),
                    (TestLabels, 4_542, "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6")),
            ],
            Preview = folder => Preview(Mnist!, folder),
        },
        ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]);

    /// <summary>Fashion-MNIST: 60,000 + 10,000 articles of clothing.</summary>
    /// <remarks><b>Source:</b> Xiao, Rasul, Vollgraf: Fashion-MNIST, arXiv:1708.07747 (2017).</remarks>
    public static MnistFiles FashionMnist { get; } = new(
        new DatasetEntry
        {
            Name = "fashion-mnist",
            Title = "Fashion-MNIST",
            Task = "image classification",
            About = "60,000 + 10,000 articles of clothing, 28×28",
            Licence = "MIT",
            Source = "Zalando SE: github.com/zalandoresearch/fashion-mnist",
            Citation = "Xiao, Rasul, Vollgraf: Fashion-MNIST: a novel image dataset for benchmarking machine learning algorithms, arXiv:1708.07747 (2017)",
            Layouts =
            [
                DatasetLayout.Of(
                    "fashion-mnist",
                    ["http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/", "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/"],
                    (TrainImages, 26_421_880, "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84"),
                    (TrainLabels, 29_515, "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845"),
                    (TestImages, 4_422_102, "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073"),
                    (TestLabels, 5_148, "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5")),
            ],
            Preview = folder => Preview(FashionMnist!, folder),
        },
        ["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"]);

    /// <summary>Kuzushiji-MNIST: 60,000 + 10,000 letters of old Japanese books. Its files are unverified: their bytes were never seen.</summary>
    /// <remarks><b>Source:</b> Clanuwat, Bober-Irizar, Kitamoto, Lamb, Yamamoto, Ha: Deep learning for classical Japanese literature, arXiv:1812.01718 (2018).</remarks>
    public static MnistFiles KuzushijiMnist { get; } = new(
        new DatasetEntry
        {
            Name = "kmnist",
            Title = "Kuzushiji-MNIST",
            Task = "image classification",
            About = "60,000 + 10,000 handwritten hiragana, 28×28",
            Licence = "CC BY-SA 4.0",
            Source = "ROIS-DS Center for Open Data in the Humanities: codh.rois.ac.jp/kmnist",
            Citation = "Clanuwat, Bober-Irizar, Kitamoto, Lamb, Yamamoto, Ha: Deep learning for classical Japanese literature, arXiv:1812.01718 (2018)",
            Layouts = [DatasetLayout.Of("kmnist", ["http://codh.rois.ac.jp/kmnist/dataset/kmnist/"], (TrainImages, 0, null), (TrainLabels, 0, null), (TestImages, 0, null), (TestLabels, 0, null))],
            Preview = folder => Preview(KuzushijiMnist!, folder),
        },
        ["o", "ki", "su", "tsu", "na", "ha", "ma", "ya", "re", "wo"]);

    /// <summary>What the catalogue says of it.</summary>
    public DatasetEntry Entry { get; }

    /// <summary>The set's name as people write it.</summary>
    public string Title => Entry.Title;

    /// <summary>The name of the set's sub-folder.</summary>
    public string Folder => Entry.Layouts[0].Folder;

    /// <summary>The name of each class.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>The four files: training pictures, training labels, test pictures, test labels.</summary>
    public IReadOnlyList<RemoteFile> Files => Entry.Layouts[0].Files;

    /// <summary>The folder that holds all four files, plain or compressed, or null.</summary>
    /// <param name="folders">Where to look; by default the environment's folders.</param>
    public string? Find(DataFolders? folders = null) => Entry.Find(folders);

    /// <summary>Where the set lies, or what is to be said of it instead: what it lacks, or that it is not here.</summary>
    /// <param name="folders">Where to look; by default the environment's folders.</param>
    public string Describe(DataFolders? folders = null) => Entry.Describe(folders);

    /// <summary>Reads the set; downloads it first if it is nowhere on this machine.</summary>
    /// <param name="folders">Where to look and where downloads go; by default the environment's folders.</param>
    /// <param name="download">Whether to download the set if it is nowhere.</param>
    /// <param name="progress">Is told of downloaded bytes.</param>
    /// <param name="cancellationToken">Stops a download; what has come is kept for the next attempt.</param>
    /// <exception cref="MissingDataException">The set is nowhere, and was not or could not be downloaded; or files of it are missing.</exception>
    /// <exception cref="DataFormatException">A file is damaged, or pictures and labels do not match.</exception>
    /// <exception cref="IOException">A file or folder cannot be read or written.</exception>
    public (ImageSet Train, ImageSet Test) Load(
        DataFolders? folders = null,
        bool download = true,
        IProgress<DownloadProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        Load(folders ?? new DataFolders(), download ? DatasetEntry.Downloader : null, progress, cancellationToken);

    internal (ImageSet Train, ImageSet Test) Load(
        DataFolders folders, Downloader? downloader, IProgress<DownloadProgress>? progress, CancellationToken cancellationToken)
    {
        LocatedDataset files = Entry.Locate(folders, downloader, progress, cancellationToken);
        return (Part(IdxFile.Read(files[TrainImages]), IdxFile.Read(files[TrainLabels]), ClassNames), Part(IdxFile.Read(files[TestImages]), IdxFile.Read(files[TestLabels]), ClassNames));
    }

    static IEnumerable<SamplePreview> Preview(MnistFiles files, string? folder) => Previews.OfPictures(ArrayDataset.From(files.Load(new DataFolders(folder), download: false).Train));

    /// <summary>Pictures and labels that belong together.</summary>
    internal static ImageSet Part(IdxFile images, IdxFile labels, IReadOnlyList<string> classNames)
    {
        if (images.Shape is not [_, Side, Side])
            throw new DataFormatException($"{images.Name}: pictures of N×{Side}×{Side} were expected; got {string.Join("×", images.Shape)}.{Advice}");
        if (labels.Shape is not [_])
            throw new DataFormatException($"{labels.Name}: one label a picture was expected; got {string.Join("×", labels.Shape)}.{Advice}");
        if (images.Shape[0] != labels.Shape[0])
        {
            throw new DataFormatException(
                $"{images.Name} holds {images.Shape[0]} pictures and {labels.Name} holds {labels.Shape[0]} labels: they do not belong together.{Advice}");
        }

        int wrong = labels.Values.Span.IndexOfAnyExceptInRange((byte)0, (byte)(classNames.Count - 1));
        if (wrong >= 0)
        {
            throw new DataFormatException(
                $"{labels.Name}: label {wrong} is {labels.Values.Span[wrong]}; labels go from 0 to {classNames.Count - 1}.{Advice}");
        }

        return new ImageSet(images.Values, labels.Values, Side, Side, classNames);
    }
}
