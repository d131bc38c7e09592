using System.Text;

namespace Lamina.Data;

/// <summary>Sentences of film reviews (MR, rotten-tomatoes sentence polarity), 5,331 positive and as many negative ones.</summary>
/// <remarks><b>Source:</b> Pang, Lee: Seeing stars: exploiting class relationships for sentiment categorization with respect to rating scales (2005).</remarks>
public static class MovieSentences
{
    /// <summary>The name of each class.</summary>
    public static IReadOnlyList<string> ClassNames { get; } = ["negative", "positive"];

    /// <summary>What the catalogue says of it.</summary>
    public static DatasetEntry Entry { get; } = new()
    {
        Name = "rt-polarity",
        Title = "Movie-review sentence polarity",
        Task = "text classification",
        About = "10,662 sentences of reviews, half of them positive",
        Licence = "not stated; cite the paper",
        Source = "Bo Pang and Lillian Lee, Cornell University; the files of github.com/yoonkim/CNN_sentence",
        Citation = "Pang, Lee: Seeing stars: exploiting class relationships for sentiment categorization with respect to rating scales (ACL 2005)",
        Layouts =
        [
            DatasetLayout.Of(
                "rt-polarity",
                ["https://raw.githubusercontent.com/yoonkim/CNN_sentence/master/"],
                ("rt-polarity.neg", 612_256, "4ace77d558c3714723843f1d65b60c01e3417b208180f0728808d76ad0eeeaca"),
                ("rt-polarity.pos", 626_139, "2da124ec187a9d5a29c9f04e91c540e02baed5af8868f550a26bd6fd4dbf8bf0")),
        ],
        Preview = folder => Previews.OfTexts(Load(folder, download: false), ClassNames),
    };

    /// <summary>Reads all sentences, the negative ones first. There is no official split: ten-fold cross-validation is usual.</summary>
    /// <returns>Lower-case texts with spaces between tokens; label 0 for negative, 1 for positive.</returns>
    /// <inheritdoc cref="Imdb.Load"/>
    public static IDataset<LabelledText> Load(
        string? dataFolder = null, bool download = true, IProgress<DownloadProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        LocatedDataset files = Entry.Locate(dataFolder, download, progress, cancellationToken);
        return Dataset.From((LabelledText[])[.. Part("rt-polarity.neg", 0), .. Part("rt-polarity.pos", 1)], Entry.Title);

        IEnumerable<LabelledText> Part(string file, int label) => TextLines.Read(files[file], Encoding.Latin1).Select(line => new LabelledText(line.TrimEnd(), label));
    }
}
