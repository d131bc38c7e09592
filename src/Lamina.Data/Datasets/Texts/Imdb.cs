using System.Globalization;
using System.Text;
using Lamina.Formats;

namespace Lamina.Data;

/// <summary>Reviews of films, 25,000 + 25,000, half of them positive.</summary>
/// <remarks><b>Source:</b> Maas, Daly, Pham, Huang, Ng, Potts: Learning word vectors for sentiment analysis (2011).</remarks>
public static class Imdb
{
    /// <summary>The name of each class.</summary>
    public static IReadOnlyList<string> ClassNames { get; } = ["negative", "positive"];

    /// <summary>What the catalogue says of it.</summary>
    public static DatasetEntry Entry { get; } = new()
    {
        Name = "imdb",
        Title = "IMDB film reviews",
        Task = "text classification",
        About = "25,000 + 25,000 reviews, positive or negative",
        Licence = "not stated; the authors ask for their paper to be cited",
        Source = "Andrew Maas and others, Stanford: ai.stanford.edu/~amaas/data/sentiment",
        Citation = "Maas, Daly, Pham, Huang, Ng, Potts: Learning word vectors for sentiment analysis (ACL 2011)",
        Layouts =
        [
            DatasetLayout.Single("imdb", "aclImdb_v1.tar.gz", "https://ai.stanford.edu/~amaas/data/sentiment/aclImdb_v1.tar.gz"),
            DatasetLayout.Of("imdb", [], ("aclImdb_labelled.tar.gz", 28_177_587, "bc382059694406f2787a079048bb0975d6a7861257ef2310098d558c7de1a401")),
        ],
        Preview = folder => Previews.OfTexts(Load(folder, download: false).Train, ClassNames),
    };

    /// <summary>Reads the training and the test part from their archive, in memory; downloads it first if it is nowhere on this machine.</summary>
    /// <param name="dataFolder">The parent folder of data sets to look in, and to download to; null for <c>LAMINA_DATA</c> and the user's cache.</param>
    /// <param name="download">Whether to download the set if it is nowhere.</param>
    /// <param name="progress">Is told of downloaded bytes.</param>
    /// <param name="cancellationToken">Stops a download; what has come is kept for the next attempt.</param>
    /// <returns>Texts as they were published (some hold <c>&lt;br /&gt;</c>), label 0 for negative, 1 for positive; the negative ones first, by their numbers.</returns>
    /// <exception cref="MissingDataException">The set is nowhere, and was not or could not be downloaded.</exception>
    /// <exception cref="FileFormatException">The archive is damaged.</exception>
    /// <exception cref="DataFormatException">The archive does not hold the reviews.</exception>
    public static (IDataset<LabelledText> Train, IDataset<LabelledText> Test) Load(
        string? dataFolder = null, bool download = true, IProgress<DownloadProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        string path = Entry.Locate(dataFolder, download, progress, cancellationToken).Only;
        List<Review> reviews = [];
        foreach ((string name, byte[] content) in TarEntries.Read(path, name => Place(name) is not null))
            reviews.Add(Place(name)! with { Text = Encoding.UTF8.GetString(content) });
        if (reviews.Count == 0)
            throw new DataFormatException($"{path} holds no reviews aclImdb/train/pos/ID_RATING.txt. Delete it and fetch it again.");
        return (Part("train"), Part("test"));

        IDataset<LabelledText> Part(string part) => Dataset.From(
            (LabelledText[])[.. reviews.Where(review => review.Part == part).OrderBy(review => review.Label).ThenBy(review => review.Number).Select(review => new LabelledText(review.Text, review.Label))],
            $"{Entry.Title}, {(part == "train" ? "training" : part)} part");
    }

    // …/train/pos/7_10.txt
    static Review? Place(string name) =>
        name.Split('/') is [.., "train" or "test", "pos" or "neg", var file] parts && file.EndsWith(".txt", StringComparison.Ordinal) &&
        file.IndexOf('_') is > 0 and int end && int.TryParse(file.AsSpan(0, end), CultureInfo.InvariantCulture, out int number)
            ? new Review(parts[^3], parts[^2] == "pos" ? 1 : 0, number, "")
            : null;

    sealed record Review(string Part, int Label, int Number, string Text);
}
