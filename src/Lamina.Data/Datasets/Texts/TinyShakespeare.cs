namespace Lamina.Data;

/// <summary>Plays of Shakespeare as one text of 1,115,394 characters.</summary>
/// <remarks><b>Source:</b> Karpathy: The unreasonable effectiveness of recurrent neural networks (2015).</remarks>
public static class TinyShakespeare
{
    /// <summary>What the catalogue says of it.</summary>
    public static DatasetEntry Entry { get; } = new()
    {
        Name = "tiny-shakespeare",
        Title = "Tiny Shakespeare",
        Task = "language modelling by characters",
        About = "1,115,394 characters of plays, 65 distinct ones",
        Licence = "text in the public domain; repository MIT",
        Source = "Andrej Karpathy: github.com/karpathy/char-rnn",
        Citation = "Karpathy: The unreasonable effectiveness of recurrent neural networks (2015)",
        Layouts =
        [
            DatasetLayout.Of(
                "tiny-shakespeare",
                ["https://raw.githubusercontent.com/karpathy/char-rnn/master/data/tinyshakespeare/"],
                ("input.txt", 1_115_394, "86c4e6aa9db7c042ec79f339dcb96d42b0075e16b8fc2e86bf0ca57e2dc565ed")),
        ],
        Preview = folder => Load(folder, download: false).Train.Split("\n\n").Select((text, i) => new SamplePreview($"speech {i}", Previews.Cut(text))),
    };

    /// <summary>Reads the text: its first nine tenths to train on, the last tenth to validate on, as is usual.</summary>
    /// <returns>Two pieces of one text.</returns>
    /// <inheritdoc cref="Imdb.Load"/>
    public static (string Train, string Validation) Load(
        string? dataFolder = null, bool download = true, IProgress<DownloadProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        string text = TextLines.All(Entry.Locate(dataFolder, download, progress, cancellationToken).Only);
        int cut = (int)(text.Length * 9L / 10);
        return (text[..cut], text[cut..]);
    }
}
