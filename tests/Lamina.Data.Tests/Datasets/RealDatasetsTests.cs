using Lamina.Data.Vision;
using Xunit;

namespace Lamina.Data.Tests;

/// <summary>Every loader on the published files, where they are: counts and facts that their publishers state.</summary>
public sealed class RealDatasetsTests
{
    static readonly bool isHere = !string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable(DataFolders.Variable));

    [Fact]
    public void Every_file_has_the_sum_that_the_catalogue_states()
    {
        Need();
        string[] here = [.. DatasetCatalogue.All.Where(entry => entry.Find() is not null).Select(entry => entry.Name)];
        Assert.All(["mnist", "cifar10", "orl-faces", "bccd", "imdb", "rt-polarity", "tiny-shakespeare", "names", "multi30k", "fsdd", "cora", "planetoid-cora", "iris", "sunspots"], name => Assert.Contains(name, here));
        foreach (DatasetEntry entry in DatasetCatalogue.All.Where(entry => entry.Find() is not null))
            Assert.All(entry.Verify(), check => Assert.Equal((entry.Name, FileState.Verified), (entry.Name, check.State)));
    }

    [Fact]
    public void Every_set_that_is_here_shows_samples()
    {
        Need();
        foreach (DatasetEntry entry in DatasetCatalogue.All.Where(entry => entry.IsEmbedded || entry.Find() is not null).Where(entry => entry.Name != "imdb"))
        {
            IReadOnlyList<SamplePreview> samples = entry.Samples(2);
            Assert.True(samples.Count is 1 or 2, entry.Name);
            Assert.All(samples, sample => Assert.True(sample.Picture is not null || sample.Text is { Length: > 0 }, entry.Name));
        }
    }

    [Fact]
    public void Cifar10_has_the_published_histograms()
    {
        Need();
        (ArrayDataset train, ArrayDataset test) = Cifar10.Load(download: false);
        Assert.Equal([1005, 974, 1032, 1016, 999, 937, 1030, 1001, 1025, 981], Histogram(train));
        Assert.Equal([103, 89, 100, 103, 90, 86, 112, 102, 106, 109], Histogram(test));
        Tensor first = test.Read([0]).Input;
        Assert.Equal([1, 3, 32, 32], first.Shape.ToArray());

        // The first picture of the test part is a cat whose first pixel is 158, 112, 49.
        float[] pixels = first.ToArray<float>();
        Assert.Equal((158 / 255f, 112 / 255f, 49 / 255f), (pixels[0], pixels[1024], pixels[2048]));
    }

    [Fact]
    public void Faces_are_ten_of_each_person()
    {
        Need();
        ArrayDataset faces = OrlFaces.Load(download: false);
        Assert.Equal(400, faces.Count);
        Assert.Equal([400, 1, 112, 92], faces.ReadAll().Input.Shape.ToArray());
        Assert.Equal([.. Enumerable.Repeat(10, 40)], Histogram(faces));
    }

    [Fact]
    public void Blood_cells_have_their_boxes()
    {
        Need();
        (PictureDataset train, PictureDataset validation, PictureDataset test) = Bccd.Load(download: false);
        Assert.Equal((205, 87, 72), (train.Count, validation.Count, test.Count));
        PictureSample sample = train.Read(0);
        Assert.Equal((640, 480, 3), (sample.Picture.Width, sample.Picture.Height, sample.Picture.Channels));
        Assert.NotEmpty(sample.Boxes);
        Assert.All(sample.Boxes, box => Assert.InRange(box.X2, box.X1 + 1, 640));
        Batch batch = train.ToBoxTensors().Read([0, 1]);
        Assert.Equal([2, 3, 480, 640], batch.Input.Shape.ToArray());
    }

    [Fact]
    public void Reviews_are_whole_and_balanced()
    {
        Need();
        (IDataset<LabelledText> train, IDataset<LabelledText> test) = Imdb.Load(download: false);
        foreach (IDataset<LabelledText> part in (IDataset<LabelledText>[])[train, test])
        {
            Assert.Equal(25_000, part.Count);
            Assert.Equal(12_500, Enumerable.Range(0, 25_000).Sum(i => part.Read(i).Label));
        }

        Assert.StartsWith("Story of a man who has unnatural feelings for a pig.", train.Read(0).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Texts_have_the_counts_of_their_publishers()
    {
        Need();
        IDataset<LabelledText> sentences = MovieSentences.Load(download: false);
        Assert.Equal(10_662, sentences.Count);
        Assert.Equal(5_331, Enumerable.Range(0, 10_662).Sum(i => sentences.Read(i).Label));
        (string start, string end) = TinyShakespeare.Load(download: false);
        Assert.Equal((1_115_394, 65), (start.Length + end.Length, (start + end).Distinct().Count()));
        Assert.StartsWith("First Citizen:\n", start, StringComparison.Ordinal);
        IDataset<string> names = FirstNames.Load(download: false);
        string[] all = [.. Enumerable.Range(0, (int)names.Count).Select(i => names.Read(i))];
        Assert.Equal((32_033, 29_494, "emma"), (all.Length, all.Distinct().Count(), all[0]));
        Assert.All(all, name => Assert.InRange(name.Length, 2, 15));
        (IDataset<SentencePair> train, IDataset<SentencePair> validation, IDataset<SentencePair> test) = Multi30k.Load(download: false);
        Assert.Equal((29_000, 1_014, 1_000), (train.Count, validation.Count, test.Count));
        Assert.Equal("Two young, White males are outside near many bushes.", train.Read(0).Source);
        Assert.StartsWith("Zwei junge weiße Männer", train.Read(0).Target, StringComparison.Ordinal);
    }

    [Fact]
    public void Spoken_digits_are_split_by_takes()
    {
        Need();
        (IDataset<SpokenDigit> train, IDataset<SpokenDigit> test) = SpokenDigits.Load(download: false);
        Assert.Equal((2_700, 300), (train.Count, test.Count));
        SpokenDigit[] all = [.. Enumerable.Range(0, 300).Select(i => test.Read(i))];
        Assert.All(all, digit => Assert.Equal((8_000, 1), (digit.Recording.SampleRate, digit.Recording.Channels)));
        Assert.All(all, digit => Assert.InRange(digit.Recording.Seconds, 0.14, 2.3));
        Assert.Equal(["george", "jackson", "lucas", "nicolas", "theo", "yweweler"], all.Select(digit => digit.Speaker).Distinct().Order(StringComparer.Ordinal));
        Assert.All(all.GroupBy(digit => digit.Digit), group => Assert.Equal(30, group.Count()));
    }

    [Fact]
    public void Both_forms_of_Cora_are_one_graph()
    {
        Need();
        CitationGraph cora = Cora.Load(download: false), planetoid = Planetoid.Cora.Load(download: false);
        foreach (CitationGraph graph in (CitationGraph[])[cora, planetoid])
        {
            Assert.Equal([2_708, 1_433], graph.Features.Shape.ToArray());
            Assert.Equal(7, graph.ClassNames.Count);
            Dictionary<string, int> subjects = graph.Labels.ToArray<long>().GroupBy(label => graph.ClassNames[(int)label]).ToDictionary(group => group.Key, group => group.Count());
            Assert.Equal((818, 426, 418, 351), (subjects["Neural_Networks"], subjects["Probabilistic_Methods"], subjects["Genetic_Algorithms"], subjects["Theory"]));
            Assert.Equal((298, 217, 180), (subjects["Case_Based"], subjects["Reinforcement_Learning"], subjects["Rule_Learning"]));

            // As many words in all, by counting ones.
            Assert.Equal(49_216, graph.Features.ToArray<float>().Count(value => value != 0));
        }

        // 5,278 pairs of papers, in both directions.
        Assert.Equal([2, 10_556], planetoid.Edges.Shape.ToArray());
        Assert.Equal([2, 10_556], cora.Edges.Shape.ToArray());
        Assert.Equal((140, 500, 1_000), (planetoid.Train.Count, planetoid.Validation.Count, planetoid.Test.Count));
        long[] labels = planetoid.Labels.ToArray<long>();
        Assert.All(planetoid.Train.GroupBy(paper => labels[paper]), group => Assert.Equal(20, group.Count()));
        Assert.Empty(cora.Train);
    }

    [Fact]
    public void Tables_and_series_have_their_rows()
    {
        Need();
        Assert.Equal([50, 50, 50], Histogram(Iris.Load(download: false)));
        Assert.Equal([59, 71, 48], Histogram(Wine.Load(download: false)));
        Batch boston = BostonHousing.Load(download: false).ReadAll();
        Assert.Equal([506, 13], boston.Input.Shape.ToArray());
        Assert.Equal(24, boston.Target.ToArray<float>()[0]);
        Table california = CaliforniaHousing.Load(download: false);
        Assert.Equal((20_640, 207), (california.Count, Enumerable.Range(0, california.Count).Count(row => california.IsMissing(row, california.Column("total_bedrooms")))));
        Table titanic = Titanic.Load(download: false);
        Assert.Equal((891, 342), (titanic.Count, (int)titanic.Doubles("Survived").Sum()));
        TimeSeries sunspots = Sunspots.Load(download: false);
        Assert.Equal((2_820, 58.0, 33.4), (sunspots.Count, sunspots.Values[0], sunspots.Values[^1]));
    }

    static int[] Histogram(ArrayDataset set)
    {
        int[] counts = new int[set.ClassNames.Count];
        foreach (long label in set.ReadAll().Targets[0].ToArray<long>())
            counts[label]++;
        return counts;
    }

    static void Need()
    {
        if (!isHere)
            Assert.Skip($"{DataFolders.Variable} is not set: no real data here.");
    }
}
