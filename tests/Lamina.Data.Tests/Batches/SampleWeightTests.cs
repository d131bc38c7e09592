using Lamina.Data.Vision;
using Xunit;

namespace Lamina.Data.Tests;

public class SampleWeightTests
{
    static Tensor Weights(int count) => Tensor.From<float>([.. Enumerable.Range(0, count).Select(i => i / 2f)], [count]);

    static IEnumerable<(string Name, IDataset Data)> Sets()
    {
        ArrayDataset array = TestSets.Bytes(8, 2);
        yield return ("array", array.WithSampleWeights(Weights(8)));
        yield return ("any set", new Subset(array, [0, 1, 2, 3, 4, 5, 6, 7]).WithSampleWeights(Weights(8)));
        yield return ("cached", array.WithSampleWeights(Weights(8)).Cache());
        yield return ("settings behind", array.WithSampleWeights(Weights(8)).Normalize(Normalization.Bytes).TargetsTo(DType.Float32).TargetsTo(DType.Int64).Named("a"));
        yield return ("weighted again", array.WithSampleWeights(Tensor.Ones([8])).WithSampleWeights(Weights(8)));
        yield return ("joined", array.Take(0).WithSampleWeights(Weights(0)).Concatenate(array.WithSampleWeights(Weights(8))));
        yield return ("parts", array.WithSampleWeights(Weights(8)).Take(3).Concatenate(array.WithSampleWeights(Weights(8)).Skip(3)));
        yield return ("zipped", array.Zip(array.WithSampleWeights(Weights(8))));
    }

    [Fact]
    public void Weights_go_with_their_samples_into_batches_and_parts()
    {
        foreach ((string name, IDataset data) in Sets())
        {
            foreach (long[] rows in (long[][])[[0, 1, 2], [7, 0, 5, 5], [3], [3, 3]])
            {
                Batch batch = data.Read(rows);
                Assert.True(rows.Select(row => row / 2f).SequenceEqual(batch.SampleWeights!.ToArray<float>()), name);
                Assert.Equal(rows, batch.Targets[0].ToArray<long>());
            }

            Batch part = data.Select([6, 6, 1]).Repeat(2).Skip(1).Read([0, 1, 4]);
            Assert.Equal([6L, 1, 1], part.Targets[0].ToArray<long>());
            Assert.Equal([3f, 0.5f, 0.5f], part.SampleWeights!.ToArray<float>());
            foreach (Batch shuffled in new DataLoader(data, 3, shuffle: true, seed: 4))
                Assert.Equal(shuffled.Targets[0].ToArray<long>().Select(label => label / 2f), shuffled.SampleWeights!.ToArray<float>());
        }
    }

    [Fact]
    public void Sets_that_are_joined_without_weights_count_once_and_those_side_by_side_multiply()
    {
        ArrayDataset plain = TestSets.Bytes(4, 2), weighted = plain.WithSampleWeights(Weights(4));
        Assert.Equal([1f, 1.5f], plain.Concatenate(weighted).Read([2, 7]).SampleWeights!.ToArray<float>());
        Assert.Equal([0f, 0.25f, 1, 2.25f], weighted.Zip(weighted).Read([0, 1, 2, 3]).SampleWeights!.ToArray<float>());
        Assert.Null(plain.Concatenate(plain).Read([0, 5]).SampleWeights);
        ArrayDataset pictures = new(Tensor.Ones([4, 1, 2, 2]), Tensor.From<long>([0, 1, 0, 1], [4]));
        Draws draws = new(1, 2, 3, 4);
        Assert.Equal([0f, 0.5f, 1, 1.5f], new MixUp(2).Apply(pictures.WithSampleWeights(Weights(4)).ReadAll(), ref draws).SampleWeights!.ToArray<float>());
    }

    [Fact]
    public void Weights_that_make_no_sense_are_refused()
    {
        ArrayDataset data = TestSets.Bytes(4, 2);
        Assert.Contains("needed, [4]; got", Assert.Throws<ShapeException>(() => data.WithSampleWeights(Weights(3))).Message, StringComparison.Ordinal);
        Assert.Throws<ShapeException>(() => data.WithSampleWeights(Tensor.Ones([4, 1])));
        foreach ((float value, string text) in ((float, string)[])[(-1, "-1"), (float.NaN, "NaN"), (float.PositiveInfinity, "Infinity")])
            Assert.Contains($"the weight of sample 2 is {text}", Assert.Throws<DataFormatException>(() => data.WithSampleWeights(Tensor.From<float>([0, 1, value, 3], [4]))).Message, StringComparison.Ordinal);
        Assert.Throws<ShapeException>(() => new Batch(Tensor.Ones([3, 2]), Tensor.Ones([3]), Tensor.Ones([2])));
        using RecordWriter writer = new(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()));
        Assert.Contains("WithSampleWeights", Assert.Throws<ArgumentException>(() => writer.Add(data.WithSampleWeights(Weights(4)).ReadAll())).Message, StringComparison.Ordinal);
    }
}
