using Xunit;

namespace Lamina.Data.Tests;

public class FoldsTests
{
    // 60 of class 0, 30 of class 1, 11 of class 2, mixed.
    static readonly long[] labels = [.. Enumerable.Range(0, 101).Select(i => i % 10 < 6 && i < 100 ? 0L : i % 10 < 9 && i < 100 ? 1 : 2)];

    [Fact]
    public void Each_sample_is_held_out_in_just_one_fold()
    {
        foreach (int count in (int[])[2, 7, 10, 101])
        {
            IReadOnlyList<(IDataset<long> Train, IDataset<long> Validation)> folds = Dataset.Generate(101, i => i).Folds(count, seed: 1);
            Check(count, [.. folds.Select(fold => (SampleExtensionsTests.All(fold.Train), SampleExtensionsTests.All(fold.Validation)))]);
            Check(count, [.. Set().Folds(count, seed: 1).Select(fold => (Numbers(fold.Train), Numbers(fold.Validation)))]);
            Check(count, [.. ((IDataset)Set()).StratifiedFolds(count, seed: 1).Select(fold => (Numbers(fold.Train), Numbers(fold.Validation)))]);
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => Set().Folds(1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Set().Folds(102, 0));
        Assert.NotEqual(Numbers(Set().Folds(5, seed: 1)[0].Validation), Numbers(Set().Folds(5, seed: 2)[0].Validation));

        static void Check(int count, (long[] Train, long[] Validation)[] folds)
        {
            Assert.Equal(count, folds.Length);
            Assert.Equal(Indices.Range(0, 101), folds.SelectMany(fold => fold.Validation).Order());
            Assert.All(folds, fold =>
            {
                Assert.InRange(fold.Validation.Length, 101 / count, (100 / count) + 1);
                Assert.Equal(Indices.Range(0, 101), fold.Train.Concat(fold.Validation).Order());
                Assert.Equal(fold.Train.Order(), fold.Train);
            });
        }
    }

    [Fact]
    public void Classes_have_their_share_in_every_part()
    {
        foreach ((ArrayDataset train, ArrayDataset validation) in Set().StratifiedFolds(5, seed: 3))
        {
            Assert.Equal([(0L, 12), (1, 6)], Counts(validation)[..2]);
            Assert.InRange(Counts(validation)[2].Count, 2, 3);
        }

        foreach (double heldOut in (double[])[0.1, 0.25, 0.5])
        {
            (ArrayDataset kept, ArrayDataset rest) = Set().StratifiedSplit(heldOut, seed: 4);
            Assert.Equal(Set().Split(heldOut, seed: 4).HeldOut.Count, rest.Count);
            Assert.Equal(Indices.Range(0, 101), Numbers(kept).Concat(Numbers(rest)).Order());
            foreach ((long label, int count) in Counts(rest))
                Assert.InRange(count, (heldOut * labels.Count(other => other == label)) - 1, (heldOut * labels.Count(other => other == label)) + 1.01);
        }

        (IDataset<long> first, IDataset<long> second) = Dataset.From(labels).StratifiedSplit(0.2, seed: 1, label => label);
        Assert.Equal(101, first.Count + second.Count);
        Assert.Equal(12, SampleExtensionsTests.All(second).Count(label => label == 0), 1.0);
        Assert.Equal(5, Dataset.From(labels).StratifiedFolds(5, seed: 1, label => label).Count);
    }

    [Fact]
    public void Labels_are_read_from_targets_of_any_set()
    {
        Assert.Equal(labels, Set().Labels());
        Assert.Equal(labels, Set().OneHot(3).Labels());
        Assert.Equal(labels[5..], ((IDataset)new Subset(Set(), Indices.Range(5, 96))).Labels());
        Assert.Equal(labels, Dataset.From(labels.Select(label => (0f, (float)label))).Collate().Labels());
        Assert.Contains("is not one label a sample", Assert.Throws<DataFormatException>(() => new ArrayDataset(Tensor.Zeros([4, 1]), Tensor.Zeros([4, 2])).Labels()).Message, StringComparison.Ordinal);
        Assert.Contains("has 0.5, which is no label", Assert.Throws<DataFormatException>(() => Dataset.From([(1f, 0.5f)]).Collate().StratifiedFolds(2, 0)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Set().StratifiedSplit(0.5, 0, [1, 2, 3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Dataset.From([1f]).Collate().Labels());
    }

    static ArrayDataset Set() => new(Tensor.From(Indices.Range(0, 101)), Tensor.From(labels));

    static long[] Numbers(IDataset set) => set.Read(Indices.Range(0, set.Count)).Input.ToArray<long>();

    static (long Label, int Count)[] Counts(IDataset set) => [.. set.Labels().CountBy(label => label).Select(count => (count.Key, count.Value)).Order()];
}
