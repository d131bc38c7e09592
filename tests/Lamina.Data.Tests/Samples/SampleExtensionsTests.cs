using Xunit;

namespace Lamina.Data.Tests;

public class SampleExtensionsTests
{
    static readonly IDataset<int> numbers = Dataset.From(Enumerable.Range(0, 10), "numbers");

    [Fact]
    public void Samples_come_from_lists_and_functions()
    {
        List<string> words = ["a", "b"];
        IDataset<string> set = Dataset.From(words, "words");
        Assert.Equal((2L, "words", "b"), (set.Count, set.Name, set.Read(1)));
        words[1] = "c";
        Assert.Equal("c", set.Read(1));
        Assert.Equal([0L, 1, 4, 9], All(Dataset.Generate(4, index => index * index)));
        foreach (long index in (long[])[-1, 2])
            Assert.Throws<ArgumentOutOfRangeException>(() => set.Read(index));
        Assert.Throws<ArgumentOutOfRangeException>(() => Dataset.Generate(-1, index => index));
    }

    [Fact]
    public void Samples_are_changed_chosen_and_joined()
    {
        Assert.Equal([0, 2, 4, 6, 8, 10, 12, 14, 16, 18], All(numbers.Map(x => 2 * x)));
        Assert.Equal([1, 3, 5, 7, 9], All(numbers.Filter(x => x % 2 == 1)));
        Assert.Equal([3, 5], All(numbers.Filter(x => x % 2 == 1).Skip(1).Take(2)));
        Assert.Equal([9, 0, 9], All(numbers.Select([9, 0, 9])));
        Assert.Equal([8, 9, 8, 9], All(numbers.Skip(8).Repeat(2)));
        Assert.Equal([0, 9, 7, 8, 9], All(numbers.Select([0]).Concatenate(numbers.Skip(9), numbers.Take(0), numbers.Skip(7))));
        Assert.Equal([(0, "0"), (1, "1")], All(numbers.Take(2).Zip(numbers.Map(x => $"{x}").Take(2))));
        Assert.Equal([5, 7], All(numbers.Take(2).Zip(numbers.Skip(5).Take(2), (x, y) => x + y)));
        Assert.Empty(All(numbers.Skip(20)));
        Assert.Contains("numbers has 10 samples, numbers has 2", Assert.Throws<ArgumentException>(() => numbers.Zip(numbers.Take(2))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => numbers.Select([10]));
        Assert.Throws<ArgumentOutOfRangeException>(() => numbers.Concatenate(numbers).Read(20));
        Assert.Equal("numbers", numbers.Map(x => x).Zip(numbers).Concatenate(numbers.Zip(numbers)).Skip(1).Name);
    }

    [Fact]
    public void What_is_drawn_is_drawn_anew_in_each_epoch_through_every_change()
    {
        IDataset<double> drawn = numbers.Map((int x, ref Draws draws) => x + draws.Uniform(), seed: 3);
        Assert.All(Enumerable.Range(0, 10), i => Assert.InRange(drawn.Read(i), i, i + 1));
        Assert.Equal(All(drawn), All(drawn.At(0)));
        Assert.Equal(All(drawn.At(2)), All(drawn.At(2)));
        Assert.NotEqual(All(drawn.At(1)), All(drawn.At(2)));
        Assert.NotEqual(All(drawn), All(numbers.Map((int x, ref Draws draws) => x + draws.Uniform(), seed: 4)));
        Assert.Equal(All(Dataset.Generate(3, (long x, ref Draws draws) => draws.Below(100), seed: 1).At(1)), All(Dataset.Generate(3, (long x, ref Draws draws) => draws.Below(100), seed: 1).At(1)));
        foreach (IDataset<double> set in (IDataset<double>[])[drawn.Map(x => -x), drawn.Skip(2), drawn.Concatenate(drawn), drawn.Zip(drawn, (x, y) => x - (2 * y)), drawn.Repeat(2), drawn.Cache()])
        {
            double[] first = All(set);
            Assert.NotEqual(first, All(set.At(1)));
            Assert.Equal(first, All(set.At(0)));
        }

        // Nothing is random here: no set is made anew for an epoch.
        IDataset<int> still = numbers.Map(x => x).Skip(1).Concatenate(numbers).Zip(numbers.Repeat(2).Skip(1), (x, _) => x).Cache();
        Assert.Same(still, still.At(7));
    }

    [Fact]
    public void A_cache_reads_once_and_keeps_what_fits()
    {
        int reads = 0;
        IDataset<int> source = Dataset.Generate(10, index =>
        {
            reads++;
            return (int)index;
        });
        IDataset<int> all = source.Cache();
        Assert.Equal(All(all), All(all));
        Assert.Equal(10, reads);
        reads = 0;
        IDataset<int> some = source.Cache(maxBytes: 15, sample => 4);
        for (int turn = 0; turn < 3; turn++)
            Assert.Equal(Enumerable.Range(0, 10), All(some));
        Assert.Equal(10 + 7 + 7, reads);

        // From several threads a sample may be read twice, but what is kept does not grow beyond the limit.
        some = source.Cache(maxBytes: 15, sample => 4);
        Parallel.For(0, 1_000, i => Assert.Equal(i % 10, some.Read(i % 10)));
        reads = 0;
        All(some);
        Assert.Equal(7, reads);
    }

    internal static T[] All<T>(IDataset<T> set)
    {
        T[] samples = new T[set.Count];
        for (long i = 0; i < samples.Length; i++)
            samples[i] = set.Read(i);
        return samples;
    }
}
