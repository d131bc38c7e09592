using Xunit;

namespace Lamina.Data.Tests;

public class JoinsTests
{
    [Fact]
    public void Joined_sets_give_samples_in_the_order_asked_for()
    {
        ArrayDataset first = TestSets.Bytes(5, 2), second = TestSets.Bytes(8, 2).Skip(5);
        IDataset joined = first.Concatenate(second.Take(0), second);
        Assert.Equal(8, joined.Count);
        foreach (long[] indices in (long[][])[[0, 1, 2], [7, 0, 5, 4, 4, 6], [7], []])
        {
            (Tensor inputs, Tensor labels) = joined.Read(indices);
            (Tensor expected, Tensor expectedLabels) = TestSets.Bytes(8, 2).Read(indices);
            Assert.Equal(expected.Spec, inputs.Spec);
            Assert.Equal(expected.ToArray<byte>(), inputs.ToArray<byte>());
            Assert.Equal(expectedLabels.ToArray<long>(), labels.ToArray<long>());
        }

        Assert.Equal([6L, 7, 0, 1], TestSets.Labels(new DataLoader(joined.Select([6, 7, 0, 1]), 4))[0]);
        Assert.Throws<ArgumentOutOfRangeException>(() => joined.Read([8]));
        Assert.Contains("samples of one kind", Assert.Throws<DataFormatException>(() => first.Concatenate(TestSets.Bytes(5, 3))).Message, StringComparison.Ordinal);
        Assert.Throws<DataFormatException>(() => Named("a").Concatenate(Named("b")));

        static IDataset Named(string name) => ArrayDataset.From(new float[1, 2], new int[1], [name]);
    }

    [Fact]
    public void Sets_side_by_side_have_the_inputs_and_targets_of_both()
    {
        ArrayDataset bytes = TestSets.Bytes(6, 3), scaled = bytes.Normalize(Normalization.Bytes);
        IDataset zipped = bytes.Zip(scaled.Skip(1).Concatenate(scaled.Take(1)));
        Batch batch = zipped.Read([0, 5]);
        Assert.Equal([new TensorSpec(DType.UInt8, [2, 3]), new TensorSpec(DType.Float32, [2, 3])], batch.Inputs.Select(tensor => tensor.Spec));
        Assert.Equal([0L, 5], batch.Targets[0].ToArray<long>());
        Assert.Equal([1L, 0], batch.Targets[1].ToArray<long>());
        Assert.Equal([null, Normalization.Bytes], zipped.Info.Normalizations);
        Assert.Equal(2, zipped.Info.Targets.Count);
        Assert.Throws<ArgumentException>(() => bytes.Zip(bytes.Take(5)));
    }

    [Fact]
    public void A_cache_reads_each_sample_once()
    {
        foreach (long limit in (long[])[long.MaxValue, 5 * 16, 0])
        {
            ProbeDataset probe = new(10);
            IDataset cached = probe.Cache(limit);
            foreach (long[] indices in (long[][])[[3, 1, 2], [1, 4, 3, 3], [9, 0], [0, 1, 2, 3, 4], []])
            {
                (Tensor inputs, Tensor labels) = cached.Read(indices);
                Assert.Equal(indices, inputs.ToArray<long>());
                Assert.Equal(indices, labels.ToArray<long>());
            }

            // The last two reads found all, but for the empty one, which asks the set for its shape.
            Assert.Equal(limit == long.MaxValue ? 4 : 5, probe.Reads);
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => new ProbeDataset(10).Cache().Read([10]));
    }

    [Fact]
    public void Joins_pass_the_epoch_on()
    {
        IDataset drawn = Dataset.Generate(4, (long i, ref Draws draws) => ((float)draws.Uniform(), i), seed: 1).Collate();
        foreach (IDataset set in (IDataset[])[drawn.Concatenate(drawn), drawn.Zip(drawn), drawn.Repeat(2), drawn.Cache()])
        {
            float[] first = set.At(0).Read([1, 3]).Inputs[0].ToArray<float>();
            Assert.Equal(first, set.At(0).Read([1, 3]).Inputs[0].ToArray<float>());
            Assert.NotEqual(first, set.At(1).Read([1, 3]).Inputs[0].ToArray<float>());
        }

        IDataset still = TestSets.Bytes(4, 2).Concatenate(TestSets.Bytes(4, 2)).Zip(TestSets.Bytes(8, 2)).Cache();
        Assert.Same(still, still.At(3));
        Assert.IsType<ArrayDataset>(TestSets.Bytes(3, 1).Repeat(2));
        Assert.Equal([0L, 1, 2, 0, 1, 2], TestSets.Bytes(3, 1).Repeat(2).Labels());
    }
}
