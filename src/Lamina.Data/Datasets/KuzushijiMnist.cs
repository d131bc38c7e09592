namespace Lamina.Data;

/// <summary>Kuzushiji-MNIST as data sets: 60,000 + 10,000 letters of old Japanese books of 28 × 28. What is downloaded is unverified.</summary>
/// <remarks><b>Source:</b> Clanuwat, Bober-Irizar, Kitamoto, Lamb, Yamamoto, Ha: Deep learning for classical Japanese literature, arXiv:1812.01718 (2018).</remarks>
public static class KuzushijiMnist
{
    /// <inheritdoc cref="Mnist.Load(string?, bool, IProgress{DownloadProgress}?, CancellationToken)"/>
    public static (ArrayDataset Train, ArrayDataset Test) Load(
        string? dataFolder = null, bool download = true, IProgress<DownloadProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Mnist.Load(MnistFiles.KuzushijiMnist, dataFolder, download, progress, cancellationToken);
}
