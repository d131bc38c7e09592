namespace Lamina.Data;

/// <summary>MNIST as data sets: 60,000 + 10,000 handwritten digits of 28 × 28.</summary>
/// <remarks><b>Source:</b> LeCun, Bottou, Bengio, Haffner: Gradient-based learning applied to document recognition (1998).</remarks>
public static class Mnist
{
    /// <summary>Mean 0.1307 and deviation 0.3081, those of the training part: <c>train.Normalize(Mnist.Standard)</c>.</summary>
    public static Normalization Standard { get; } = Normalization.OfBytes(0.1307, 0.3081);

    /// <summary>Reads the training and the test part; downloads the files first if they are nowhere on this machine.</summary>
    /// <param name="dataFolder">The parent folder of data sets to look in, and to download to; null for <c>LAMINA_DATA</c> and the user's cache.</param>
    /// <param name="download">Whether to download the set if it is nowhere.</param>
    /// <param name="progress">Is told of downloaded bytes.</param>
    /// <param name="cancellationToken">Stops a download; what has come is kept for the next attempt.</param>
    /// <returns>Inputs [N, 1, 28, 28] in float32, x / 255, kept as bytes; labels [N] in int64; class names.</returns>
    /// <exception cref="MissingDataException">The set is nowhere, and was not or could not be downloaded; or files of it are missing.</exception>
    /// <exception cref="DataFormatException">A file is damaged, or pictures and labels do not match.</exception>
    public static (ArrayDataset Train, ArrayDataset Test) Load(
        string? dataFolder = null, bool download = true, IProgress<DownloadProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Load(MnistFiles.Mnist, dataFolder, download, progress, cancellationToken);

    internal static (ArrayDataset Train, ArrayDataset Test) Load(
        MnistFiles files, string? dataFolder, bool download, IProgress<DownloadProgress>? progress, CancellationToken cancellationToken)
    {
        (ImageSet train, ImageSet test) = files.Load(new DataFolders(dataFolder), download, progress, cancellationToken);
        return (ArrayDataset.From(train, $"{files.Title}, training part"), ArrayDataset.From(test, $"{files.Title}, test part"));
    }
}
