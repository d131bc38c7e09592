using System.Text;
using Lamina.Formats;

namespace Lamina.Data;

/// <summary>Cora as LINQS published it: 2,708 papers of seven subjects, 1,433 words, 5,429 citations. <see cref="Planetoid.Cora"/> has the usual split.</summary>
/// <remarks><b>Source:</b> Sen, Namata, Bilgic, Getoor, Gallagher, Eliassi-Rad: Collective classification in network data (2008).</remarks>
public static class Cora
{
    /// <summary>What the catalogue says of it.</summary>
    public static DatasetEntry Entry { get; } = new()
    {
        Name = "cora",
        Title = "Cora citation graph",
        Task = "node classification",
        About = "2,708 papers of seven subjects, 1,433 words, 5,429 citations",
        Licence = "not stated",
        Source = "LINQS (Sen, Getoor and others), from the collection of Andrew McCallum: linqs.org/datasets",
        Citation = "Sen, Namata, Bilgic, Getoor, Gallagher, Eliassi-Rad: Collective classification in network data (2008)",
        Layouts = [DatasetLayout.Of("cora", [], ("cora.tgz", 137_203, "c4d916014083b633f563cb24b160858c9044cb0ed5d973e8ab22df2fe7fa1767")), DatasetLayout.Single("cora-linqs", "cora.tgz", "https://linqs-data.soe.ucsc.edu/public/lbc/cora.tgz")],
        Preview = folder => Previews.OfGraph(Load(folder, download: false)),
    };

    /// <summary>Reads the graph from its archive, in memory; downloads it first if it is nowhere on this machine.</summary>
    /// <returns>Papers in the order of the file; subjects in ordinal order of their names; no split.</returns>
    /// <inheritdoc cref="Cifar10.Load"/>
    public static CitationGraph Load(string? dataFolder = null, bool download = true, IProgress<DownloadProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        string path = Entry.Locate(dataFolder, download, progress, cancellationToken).Only;
        Dictionary<string, byte[]> files = [];
        foreach ((string name, byte[] content) in TarEntries.Read(path, name => Path.GetFileName(name) is "cora.content" or "cora.cites"))
            files[Path.GetFileName(name)] = content;
        string[][] papers = Rows("cora.content"), cites = Rows("cora.cites");
        if (papers.Length == 0 || papers[0].Length < 3 || papers.Any(paper => paper.Length != papers[0].Length) || cites.Any(link => link.Length != 2))
            throw new DataFormatException($"{path}: rows have unlike numbers of cells, or none. {Advice}");
        Dictionary<string, long> numbers = [];
        for (int i = 0; i < papers.Length; i++)
            numbers[papers[i][0]] = i;
        string[] subjects = [.. papers.Select(paper => paper[^1]).Distinct().Order(StringComparer.Ordinal)];
        int words = papers[0].Length - 2;
        float[] features = new float[(long)papers.Length * words];
        for (int i = 0, at = 0; i < papers.Length; i++)
        {
            for (int word = 1; word <= words; word++)
                features[at++] = papers[i][word] switch { "0" => 0, "1" => 1, _ => throw new DataFormatException($"{path}: word {word} of paper {i} is neither 0 nor 1. {Advice}") };
        }

        return new CitationGraph(
            Entry.Title,
            Tensor.From<float>(features, [papers.Length, words]),
            Tensor.From<long>([.. papers.Select(paper => (long)Array.IndexOf(subjects, paper[^1]))], [papers.Length]),
            CitationGraph.Links(cites.Select(link => (Number(link[0]), Number(link[1])))),
            subjects);

        string[][] Rows(string file) => files.TryGetValue(file, out byte[]? content)
            ? [.. TextLines.Of(Encoding.UTF8.GetString(content)).Where(line => line.Length > 0).Select(line => line.Split('\t'))]
            : throw new DataFormatException($"{path} holds no {file}. {Advice}");

        long Number(string paper) => numbers.TryGetValue(paper, out long number) ? number : throw new DataFormatException($"{path}: a citation names a paper that is not there. {Advice}");
    }

    const string Advice = "Delete the archive and fetch it again.";
}
