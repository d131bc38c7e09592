namespace Lamina.Data;

/// <summary>Descriptions of pictures in English and German: 29,000 + 1,014 + 1,000 pairs.</summary>
/// <remarks><b>Source:</b> Elliott, Frank, Sima'an, Specia: Multi30K: multilingual English–German image descriptions (2016).</remarks>
public static class Multi30k
{
    /// <summary>What the catalogue says of it.</summary>
    public static DatasetEntry Entry { get; } = new()
    {
        Name = "multi30k",
        Title = "Multi30k, English–German",
        Task = "translation",
        About = "29,000 + 1,014 + 1,000 pairs of sentences",
        Licence = "not stated; cite the paper",
        Source = "Elliott, Frank, Sima'an, Specia: github.com/multi30k/dataset, task 1, raw",
        Citation = "Elliott, Frank, Sima'an, Specia: Multi30K: multilingual English–German image descriptions (2016)",
        Layouts =
        [
            DatasetLayout.Of(
                "multi30k-en-de",
                ["https://raw.githubusercontent.com/multi30k/dataset/master/data/task1/raw/"],
                ("train.en.gz", 568_929, "d79cfa999dd4c51d2cb42499b6796d5a882c3a8a961923c25a898c90f8bbd56f"),
                ("train.de.gz", 637_044, "726e39b2fa9eb9ffb6dc763fb35a179f80fae06ffc5d28b6ace5faa883de28a6"),
                ("val.en.gz", 21_650, "14f7d25ddd868909a9213e361768460edcacdd6ab9d1e77b92560dc10c10dc28"),
                ("val.de.gz", 24_681, "f0cba2f995189cf5770f29a8a9a537a3ad3f51657ad873405082ff6863a5e75a"),
                ("test_2016_flickr.en.gz", 21_077, "611d361c6334bc7246101d48097c13cf5c4413c5befc793cc629934359d532d9"),
                ("test_2016_flickr.de.gz", 22_890, "9204244e408ccb38d2a55cfcd344df15005fc42a07a6e55ca6c52b6ababb8cc8")),
        ],
        Preview = folder => Load(folder, download: false).Train is var pairs ? Enumerable.Range(0, (int)pairs.Count).Select(i => new SamplePreview($"{i}: {pairs.Read(i).Source}", pairs.Read(i).Target)) : [],
    };

    /// <summary>Reads the three parts; downloads the files first if they are nowhere on this machine.</summary>
    /// <returns>Raw sentences: English to translate, German as the translation.</returns>
    /// <exception cref="DataFormatException">The files of a part have unlike numbers of lines.</exception>
    /// <inheritdoc cref="Imdb.Load"/>
    public static (IDataset<SentencePair> Train, IDataset<SentencePair> Validation, IDataset<SentencePair> Test) Load(
        string? dataFolder = null, bool download = true, IProgress<DownloadProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        LocatedDataset files = Entry.Locate(dataFolder, download, progress, cancellationToken);
        return (Part("train", "training"), Part("val", "validation"), Part("test_2016_flickr", "test"));

        IDataset<SentencePair> Part(string file, string part)
        {
            string[] english = TextLines.Read(files[$"{file}.en.gz"]), german = TextLines.Read(files[$"{file}.de.gz"]);
            if (english.Length != german.Length)
                throw new DataFormatException($"{files[$"{file}.en.gz"]} has {english.Length} lines and {files[$"{file}.de.gz"]} has {german.Length}: they do not belong together. Delete both and fetch them again.");
            return Dataset.From((SentencePair[])[.. english.Zip(german, (source, target) => new SentencePair(source.Trim(), target.Trim()))], $"{Entry.Title}, {part} part");
        }
    }
}
