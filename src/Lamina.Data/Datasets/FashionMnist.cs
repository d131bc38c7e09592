namespace Lamina.Data;

/// <summary>Fashion-MNIST as data sets: 60,000 + 10,000 articles of clothing of 28 × 28.</summary>
/// <remarks><b>Source:</b> Xiao, Rasul, Vollgraf: Fashion-MNIST, arXiv:1708.07747 (2017).</remarks>
public static class FashionMnist
{
    /// <summary>Mean 0.2860 and deviation 0.3530, those of the training part.</summary>
    public static Normalization Standard { get; } = Normalization.OfBytes(0.2860, 0.3530);

    /// <inheritdoc cref="Mnist.Load(string?, bool, IProgress{DownloadProgress}?, CancellationToken)"/>
    public static (ArrayDataset Train, ArrayDataset Test) Load(
        string? dataFolder = null, bool download = true, IProgress<DownloadProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Mnist.Load(MnistFiles.FashionMnist, dataFolder, download, progress, cancellationToken);
}
