namespace Lamina.Data;

/// <summary>A set of labelled 28 × 28 grey pictures in the four files of MNIST: found on this machine, or downloaded.</summary>
public sealed class MnistFiles
{
    const int Side = 28;

    const string Advice = " Delete the files of this part and fetch them again.";

    static readonly HttpClient client = new();

    MnistFiles(string title, string folder, string[] classNames, Uri[] sources, params (string Name, long Length, string Sha256)[] files)
    {
        Title = title;
        Folder = folder;
        ClassNames = classNames;
        Files = [.. files.Select(file =>
            new RemoteFile(file.Name, [.. sources.Select(source => new Uri(source, file.Name))], file.Length, file.Sha256))];
    }

    /// <summary>MNIST: 60,000 + 10,000 handwritten digits.</summary>
    /// <remarks><b>Source:</b> LeCun, Bottou, Bengio, Haffner: Gradient-based learning applied to document recognition (1998).</remarks>
    public static MnistFiles Mnist { get; } = new(
        "MNIST",
        "mnist",
        ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"],
        [
            new("https://storage.googleapis.com/cvdf-datasets/mnist/"),
            new("https://ossci-datasets.s3.amazonaws.com/mnist/"),
            new("http://yann.lecun.com/exdb/mnist/"),
        ],
        ("train-images-idx3-ubyte.gz", 9_912_422, "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609"),
        ("train-labels-idx1-ubyte.gz", 28_881, "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c"),
        ("t10k-images-idx3-ubyte.gz", 1_648_877, "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6"),
        ("t10k-labels-idx1-ubyte.gz", 4_542, "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6"));

    /// <summary>Fashion-MNIST: 60,000 + 10,000 articles of clothing.</summary>
    /// <remarks><b>Source:</b> Xiao, Rasul, Vollgraf: Fashion-MNIST, arXiv:1708.07747 (2017).</remarks>
    public static MnistFiles FashionMnist { get; } = new(
        "Fashion-MNIST",
        "fashion-mnist",
        ["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"],
        [
            new("http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/"),
            new("https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/"),
        ],
        ("train-images-idx3-ubyte.gz", 26_421_880, "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84"),
        ("train-labels-idx1-ubyte.gz", 29_515, "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845"),
        ("t10k-images-idx3-ubyte.gz", 4_422_102, "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073"),
        ("t10k-labels-idx1-ubyte.gz", 5_148, "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5"));

    /// <summary>The set's name as people write it.</summary>
    public string Title { get; }

    /// <summary>The name of the set's sub-folder.</summary>
    public string Folder { get; }

    /// <summary>The name of each class.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>The four files: training pictures, training labels, test pictures, test labels.</summary>
    public IReadOnlyList<RemoteFile> Files { get; }

    /// <summary>The folder that holds all four files, plain or compressed, or null.</summary>
    /// <param name="folders">Where to look; by default the environment's folders.</param>
    public string? Find(DataFolders? folders = null) =>
        Place(folders ?? new DataFolders()) is { } folder && Missing(folder).Length == 0 ? folder : null;

    /// <summary>Where the set lies, or what is to be said of it instead: what it lacks, or that it is not here.</summary>
    /// <param name="folders">Where to look; by default the environment's folders.</param>
    public string Describe(DataFolders? folders = null) =>
        Place(folders ?? new DataFolders()) is { } folder ? Describe(folder) : "not here; downloaded on first use";

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
        Load(folders ?? new DataFolders(), download ? new Downloader(client) : null, progress, cancellationToken);

    internal (ImageSet Train, ImageSet Test) Load(
        DataFolders folders, Downloader? downloader, IProgress<DownloadProgress>? progress, CancellationToken cancellationToken)
    {
        string folder = Place(folders) is { } place && !IsUnfinished(place, folders) ? place : Download(folders, downloader, progress, cancellationToken);
        if (Missing(folder) is [_, ..] missing)
        {
            throw new MissingDataException(
                $"{Title} is not whole in {Describe(folder)}. Place {(missing.Length > 1 ? "them" : "it")} there, plain or .gz; " +
                "or remove that folder, and the set is downloaded whole.");
        }

        return (LoadPart(folder, 0), LoadPart(folder, 2));
    }

    // The first folder that has any file of the set: files of two folders need not belong together.
    string? Place(DataFolders folders) =>
        folders.Parents.Select(parent => Path.Combine(parent, Folder)).FirstOrDefault(folder => Missing(folder).Length < Files.Count);

    // What a broken download left goes on; what a user placed is left alone.
    bool IsUnfinished(string folder, DataFolders folders) =>
        folder == Path.Combine(folders.DownloadParent, Folder) &&
        Missing(folder).Length > 0 &&
        (!folders.IsNamed || Files.Any(file => File.Exists(Path.Combine(folder, file.Name + ".part"))));

    string Download(
        DataFolders folders, Downloader? downloader, IProgress<DownloadProgress>? progress, CancellationToken cancellationToken)
    {
        string folder = Path.Combine(folders.DownloadParent, Folder);
        if (downloader is null)
            throw NotFound(folders, folder, "was not downloaded, as asked", null);
        try
        {
            foreach (RemoteFile file in Missing(folder))
                downloader.FetchAsync(file, folder, progress, cancellationToken).GetAwaiter().GetResult();
        }
        catch (DownloadException error)
        {
            throw NotFound(folders, folder, $"could not be downloaded ({error.Reason})", error);
        }

        return folder;
    }

    MissingDataException NotFound(DataFolders folders, string folder, string reason, Exception? error)
    {
        string looked = string.Join(", ", folders.Parents.Select(parent => Describe(Path.Combine(parent, Folder))));
        return new MissingDataException(
            $"{Title} is not on this machine (looked in {looked}) and {reason}. " +
            $"Connect and try again; or place {string.Join(", ", Files.Select(file => file.Name))} (plain or .gz) in {folder}; " +
            $"or name another parent folder of {Folder} by {DataFolders.Variable} or --data; " +
            "or use the embedded data set 'digits', which needs no file.",
            error);
    }

    string Describe(string folder)
    {
        RemoteFile[] missing = Missing(folder);
        return missing.Length == 0 || missing.Length == Files.Count ? folder : $"{folder}, which lacks {string.Join(" and ", missing.Select(file => file.Name))}";
    }

    RemoteFile[] Missing(string folder) => [.. Files.Where(file => FindFile(folder, file) is null)];

    static string? FindFile(string folder, RemoteFile file)
    {
        string compressed = Path.Combine(folder, file.Name), plain = Path.ChangeExtension(compressed, null);
        return File.Exists(plain) ? plain : File.Exists(compressed) ? compressed : null;
    }

    ImageSet LoadPart(string folder, int first)
    {
        IdxFile images = Read(folder, Files[first]), labels = Read(folder, Files[first + 1]);
        if (images.Shape is not [_, Side, Side])
            throw new DataFormatException($"{images.Name}: pictures of N×{Side}×{Side} were expected; got {string.Join("×", images.Shape)}.{Advice}");
        if (labels.Shape is not [_])
            throw new DataFormatException($"{labels.Name}: one label a picture was expected; got {string.Join("×", labels.Shape)}.{Advice}");
        if (images.Shape[0] != labels.Shape[0])
        {
            throw new DataFormatException(
                $"{images.Name} holds {images.Shape[0]} pictures and {labels.Name} holds {labels.Shape[0]} labels: they do not belong together.{Advice}");
        }

        int wrong = labels.Values.Span.IndexOfAnyExceptInRange((byte)0, (byte)(ClassNames.Count - 1));
        if (wrong >= 0)
        {
            throw new DataFormatException(
                $"{labels.Name}: label {wrong} is {labels.Values.Span[wrong]}; labels go from 0 to {ClassNames.Count - 1}.{Advice}");
        }

        return new ImageSet(images.Values, labels.Values, Side, Side, ClassNames);
    }

    static IdxFile Read(string folder, RemoteFile file) =>
        IdxFile.Read(FindFile(folder, file) ?? throw new DataFormatException($"{Path.Combine(folder, file.Name)} has gone while it was to be read."));
}
