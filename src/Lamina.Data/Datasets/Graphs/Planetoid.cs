using System.Globalization;
using Lamina.Formats;
using Lamina.Formats.Pickle;

namespace Lamina.Data;

/// <summary>Graphs of citations with the split that the field compares by: 20 papers of each subject to train on, 500 to validate on, 1,000 to test on.</summary>
/// <remarks>
/// The files are pickles of Python 2; they are read as data, and nothing in them is executed.
/// <b>Source:</b> Yang, Cohen, Salakhutdinov: Revisiting semi-supervised learning with graph embeddings, arXiv:1603.08861 (2016).
/// </remarks>
public sealed class Planetoid
{
    const int ValidationPapers = 500;

    const string Advice = "Delete the files of this set and fetch them again.";

    static readonly string[] parts = ["x", "y", "tx", "ty", "allx", "ally", "graph", "test.index"];

    readonly string _name;
    readonly string[] _classNames;

    Planetoid(string name, string title, string about, string[] classNames, params (long Length, string? Sha256)[] files)
    {
        (_name, _classNames) = (name, classNames);
        Entry = new DatasetEntry
        {
            Name = $"planetoid-{name}",
            Title = title,
            Task = "node classification",
            About = about,
            Licence = "MIT (repository)",
            Source = "Zhilin Yang, William Cohen, Ruslan Salakhutdinov: github.com/kimiyoung/planetoid, from the sets of LINQS",
            Citation = "Yang, Cohen, Salakhutdinov: Revisiting semi-supervised learning with graph embeddings, arXiv:1603.08861 (2016)",
            Layouts =
            [
                DatasetLayout.Of(
                    $"planetoid-{name}",
                    ["https://raw.githubusercontent.com/kimiyoung/planetoid/master/data/"],
                    [.. parts.Select((part, i) => (File(part), i < files.Length ? files[i].Length : 0, i < files.Length ? files[i].Sha256 : null))]),
            ],
            Preview = folder => Previews.OfGraph(Load(folder, download: false)),
        };
    }

    /// <summary>Cora: 2,708 papers on learning machines, seven subjects.</summary>
    public static Planetoid Cora { get; } = new(
        "cora",
        "Cora, Planetoid split",
        "2,708 papers: 140 to train on, 500 to validate on, 1,000 to test on",
        ["Theory", "Reinforcement_Learning", "Genetic_Algorithms", "Neural_Networks", "Probabilistic_Methods", "Case_Based", "Rule_Learning"],
        (22_119, "23cfa55d91c6f624233f5eb7b6e3f141f1bd2b2ae39608a63cf5d084bb27baab"),
        (4_054, "94465c14eb53e04ca262198dcbb2521ee8af60fb3f3d546cd6ca24a511b0e7d1"),
        (148_025, "b9afbaa4a400df991f6f02ef677e1e44da55ffc04801fd02f9e673987829226a"),
        (28_135, "41f5ac76596a1699cc33f53084a2419e92961c42bb75f36fc38e616d348532ad"),
        (257_305, "9419ba2f26f5c35243db64aba110e0f35a04851609e0dc5433450676ca6b8543"),
        (47_959, "2b998f5cc7fedc86e7f97ca2498f47a1ffc1462c29e2d578b23bf3f62b6e7d71"),
        (59_847, "58f13302f39dde8852dad6fe6d15b89b077b6d7f837626bce671ef80344b383d"),
        (5_000, "297ce89af2b51a6a194181c7dbe1796c6a1cf9cd9349a88383b1b1e227867875"));

    /// <summary>CiteSeer: 3,327 papers, six subjects. What is downloaded is unverified.</summary>
    public static Planetoid CiteSeer { get; } = new("citeseer", "CiteSeer, Planetoid split", "3,327 papers: 120 to train on, 500 to validate on, 1,000 to test on", []);

    /// <summary>PubMed: 19,717 papers on diabetes, three subjects. What is downloaded is unverified.</summary>
    public static Planetoid PubMed { get; } = new("pubmed", "PubMed, Planetoid split", "19,717 papers: 60 to train on, 500 to validate on, 1,000 to test on", []);

    /// <summary>What the catalogue says of it.</summary>
    public DatasetEntry Entry { get; }

    /// <summary>Reads the graph; downloads its files first if they are nowhere on this machine.</summary>
    /// <param name="dataFolder">The parent folder of data sets to look in, and to download to; null for <c>LAMINA_DATA</c> and the user's cache.</param>
    /// <param name="download">Whether to download the set if it is nowhere.</param>
    /// <param name="progress">Is told of downloaded bytes.</param>
    /// <param name="cancellationToken">Stops a download; what has come is kept for the next attempt.</param>
    /// <returns>Papers by their numbers in the graph. A paper that no file describes (15 of CiteSeer) has no words and subject 0, and is in no part.</returns>
    /// <exception cref="MissingDataException">The set is nowhere, and was not or could not be downloaded.</exception>
    /// <exception cref="FileFormatException">A pickle is damaged, or names what is not read.</exception>
    /// <exception cref="DataFormatException">The files do not belong together.</exception>
    public CitationGraph Load(string? dataFolder = null, bool download = true, IProgress<DownloadProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        LocatedDataset files = Entry.Locate(dataFolder, download, progress, cancellationToken);
        Tensor words = Matrix("allx"), testWords = Matrix("tx"), classes = Matrix("ally"), testClasses = Matrix("ty");
        long[] test = [.. TextLines.Read(files[File("test.index")]).Select(line => long.TryParse(line, CultureInfo.InvariantCulture, out long paper) ? paper : throw Wrong("a test paper has no number"))];
        long known = words.Shape[0], training = Matrix("y").Shape[0], count = test.Max() + 1, width = words.Shape[1];
        if (test.Length != testWords.Shape[0] || test.Length != testClasses.Shape[0] || known != classes.Shape[0] || width != testWords.Shape[1] || classes.Shape[1] != testClasses.Shape[1])
            throw Wrong($"{known} papers of {width} words have {classes.Shape[0]} subjects, and {testWords.Shape[0]} test papers of {testWords.Shape[1]} words have {testClasses.Shape[0]} subjects and {test.Length} numbers");

        // Gaps are few: numbers beyond them would only ask for memory.
        if (test.Min() < known || test.Distinct().Count() < test.Length || count > known + (2L * test.Length) || training + ValidationPapers > known)
            throw Wrong("numbers of test papers lie elsewhere than behind the others, or come twice");
        float[] features = new float[count * width], ordinary = words.ToArray<float>(), special = testWords.ToArray<float>();
        long[] labels = new long[count], ordinaryLabels = Places(classes), specialLabels = Places(testClasses);
        ordinary.CopyTo(features, 0);
        ordinaryLabels.CopyTo(labels, 0);
        for (int i = 0; i < test.Length; i++)
        {
            special.AsSpan((int)(i * width), (int)width).CopyTo(features.AsSpan((int)(test[i] * width)));
            labels[test[i]] = specialLabels[i];
        }

        return new CitationGraph(
            Entry.Title, Tensor.From<float>(features, [count, width]), Tensor.From<long>(labels, [count]), CitationGraph.Links(Links(files, count)), _classNames)
        {
            Train = [.. Numbers(0, training)],
            Validation = [.. Numbers(training, ValidationPapers)],
            Test = [.. test.Order()],
        };

        Tensor Matrix(string part)
        {
            string path = files[File(part)];
            Tensor matrix = ScienceBuilders.Read(GzipContent.ReadAll(path), path) switch
            {
                PickledRows rows => rows.ToTensor(path),
                PickledArray array => array.ToTensor(path),
                _ => throw new DataFormatException($"{path} holds no matrix. {Advice}"),
            };
            return matrix.Rank == 2 ? matrix.To(DType.Float32) : throw new DataFormatException($"{path} holds no matrix. {Advice}");
        }
    }

    IEnumerable<(long, long)> Links(LocatedDataset files, long count)
    {
        string path = files[File("graph")];
        if (ScienceBuilders.Read(GzipContent.ReadAll(path), path) is not OrderedDictionary<object, object?> graph)
            throw Wrong("the graph is no dictionary");
        foreach ((object paper, object? cited) in graph)
        {
            foreach (object? other in cited as List<object?> ?? throw Wrong("a paper of the graph has no list"))
            {
                if (paper is not long from || other is not long to || from < 0 || from >= count || to < 0 || to >= count)
                    throw Wrong($"a link of the graph leaves its {count} papers");
                yield return (from, to);
            }
        }
    }

    // Of each row the place of its one.
    static long[] Places(Tensor classes)
    {
        float[] numbers = classes.ToArray<float>();
        int width = (int)classes.Shape[1];
        long[] places = new long[classes.Shape[0]];
        for (int row = 0; row < places.Length; row++)
            places[row] = Math.Max(0, numbers.AsSpan(row * width, width).IndexOf(1));
        return places;
    }

    static IEnumerable<long> Numbers(long start, long count) => Enumerable.Range((int)start, (int)count).Select(number => (long)number);

    string File(string part) => $"ind.{_name}.{part}";

    DataFormatException Wrong(string problem) => new($"{Entry.Title}: {problem}. {Advice}");
}
