using Xunit;

namespace Lamina.Data.Tests;

public class ReadyDatasetsTests
{
    [Fact]
    public void TheDrawnTableIsLikeTheRecordedOne()
    {
        ArrayDataset drawn = BreastCancer.Generate(683, seed: 0);
        Assert.True(drawn.Info.IsGenerated);
        (Tensor scores, Tensor labels) = drawn.ReadAll();
        Assert.Equal(new TensorSpec(DType.Float32, [683, 9]), scores.Spec);
        Assert.Equal(new TensorSpec(DType.Float32, [683, 1]), labels.Spec);
        Assert.All(scores.ToArray<float>(), score => Assert.InRange(score, 1, 10));
        Assert.InRange(labels.ToArray<float>().Average(), 0.3, 0.4);
        Assert.Equal(scores.ToArray<float>(), BreastCancer.Generate(683, seed: 0).ReadAll().Input.ToArray<float>());
        Assert.NotEqual(scores.ToArray<float>(), BreastCancer.Generate(683, seed: 1).ReadAll().Input.ToArray<float>());

        // Neither trivial nor hopeless: the nearest class mean is right in 95 to 99.5 cases of 100, as on the recorded table.
        Assert.InRange(NearestMeanAccuracy(drawn), 0.95, 0.995);
    }

    [Fact]
    public void TheDrawnSeriesGrowsAndSwings()
    {
        TimeSeries drawn = AirlinePassengers.Generate(144, seed: 0);
        Assert.True(drawn.IsGenerated);
        Assert.Equal(144, drawn.Count);
        Assert.InRange(drawn.Values.Take(12).Average(), 100, 180);
        Assert.InRange(drawn.Values.TakeLast(12).Average(), 400, 550);
        Assert.Equal(drawn.Values, AirlinePassengers.Generate(144, seed: 0).Values);
    }

    [Fact]
    public void ANamedFolderWithoutTheFileIsAnError()
    {
        using TemporaryFolder folder = new();
        DataFolders folders = new(folder.At("option"), null, folder.At("cache"));
        string message = Assert.Throws<MissingDataException>(() => TableFiles.Find(folders, "The set", "tabular", "a.csv")).Message;
        Assert.Contains(folder.At("option", "tabular", "a.csv"), message, StringComparison.Ordinal);
        Assert.Contains(DataFolders.Variable, message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
        DataFolders usual = new(null, null, folder.At("cache"));
        Assert.Null(TableFiles.Find(usual, "The set", "tabular", "a.csv"));
        Directory.CreateDirectory(folder.At("cache", "tabular"));
        File.WriteAllText(folder.At("cache", "tabular", "a.csv"), "");
        Assert.Equal(folder.At("cache", "tabular", "a.csv"), TableFiles.Find(usual, "The set", "tabular", "a.csv"));
        Assert.Throws<MissingDataException>(() => TableFiles.Find(folders, "The set", "tabular", "a.csv"));
    }

    [Fact]
    public void ADamagedTableIsRefused()
    {
        using TemporaryFolder folder = new();
        string path = folder.At("tabular", "breast-cancer-wisconsin.data");
        Directory.CreateDirectory(folder.At("tabular"));
        File.WriteAllText(path, "1,5,1,1,1,2,1,3,1,1,2\n2,5,4,4,5,7,?,3,2,1,2\n3,5,4,4,5,7,1,3,2,1,4\n");
        ArrayDataset data = BreastCancer.Load(folder.FullName);
        Assert.False(data.Info.IsGenerated);
        Assert.Equal([0f, 1], data.ReadAll().Target.ToArray<float>());
        Assert.Equal([5f, 4, 4, 5, 7, 1, 3, 2, 1], data.Read([1]).Input.ToArray<float>());
        File.AppendAllText(path, "4,5,4,4,5,7,1,3,2,1,3\n");
        Assert.Contains("line 4: the class is 3", Assert.Throws<DataFormatException>(() => BreastCancer.Load(folder.FullName)).Message, StringComparison.Ordinal);
        File.AppendAllText(path, "5,5,4,4\n");
        Assert.Contains("line 5", Assert.Throws<DataFormatException>(() => BreastCancer.Load(folder.FullName)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TheRealSetsAreThePublishedOnes()
    {
        if (string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable(DataFolders.Variable)))
            Assert.Skip($"{DataFolders.Variable} is not set: no real data here.");
        ArrayDataset cancer = BreastCancer.Load();
        Assert.False(cancer.Info.IsGenerated);
        Assert.Equal((683, 239f), (cancer.Count, cancer.ReadAll().Target.ToArray<float>().Sum()));
        Assert.InRange(NearestMeanAccuracy(cancer), 0.95, 0.98);

        TimeSeries passengers = AirlinePassengers.Load();
        Assert.Equal((144, 112.0, 432.0, 622.0), (passengers.Count, passengers.Values[0], passengers.Values[^1], passengers.Values.Max()));

        foreach ((ArrayDataset train, ArrayDataset test, Normalization standard) in (ReadOnlySpan<(ArrayDataset, ArrayDataset, Normalization)>)[With(Mnist.Load(), Mnist.Standard), With(FashionMnist.Load(), FashionMnist.Standard)])
        {
            Assert.Equal((60_000, 10_000), (train.Count, test.Count));
            (Tensor pictures, Tensor labels) = train.Read([0, 59_999]);
            Assert.Equal(new TensorSpec(DType.Float32, [2, 1, 28, 28]), pictures.Spec);
            Assert.Equal(new TensorSpec(DType.Int64, [2]), labels.Spec);
            Normalization fitted = Normalization.Fit(train);
            Assert.Equal(standard.Means[0] / 255, fitted.Means[0] / 255, 4);
            Assert.Equal(standard.Deviations[0] / 255, fitted.Deviations[0] / 255, 4);
        }
    }

    static (ArrayDataset, ArrayDataset, Normalization) With((ArrayDataset Train, ArrayDataset Test) sets, Normalization standard) => (sets.Train, sets.Test, standard);

    static double NearestMeanAccuracy(ArrayDataset data)
    {
        (Tensor inputs, Tensor targets) = data.ReadAll();
        float[] scores = inputs.ToArray<float>(), labels = targets.ToArray<float>();
        double[,] means = new double[2, 9];
        for (int i = 0; i < scores.Length; i++)
            means[(int)labels[i / 9], i % 9] += scores[i] / labels.Count(label => label == labels[i / 9]);
        int right = 0;
        for (int row = 0; row < labels.Length; row++)
        {
            double[] distance = new double[2];
            for (int k = 0; k < 18; k++)
                distance[k / 9] += Math.Pow(scores[(row * 9) + (k % 9)] - means[k / 9, k % 9], 2);
            right += (distance[1] < distance[0] ? 1 : 0) == (int)labels[row] ? 1 : 0;
        }

        return right / (double)labels.Length;
    }
}
