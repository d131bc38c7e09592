using Lamina.Data.Text;
using Xunit;

namespace Lamina.Data.Tests.Text;

public sealed class TokenWindowsTests
{
    [Fact]
    public void Windows_follow_one_another_and_targets_are_one_later()
    {
        // Of 10 tokens the last is a target only: three windows of 3.
        TokenWindows windows = new(Enumerable.Range(0, 10), 3);
        Assert.Equal(3, windows.Count);
        Batch all = windows.Read([2, 0, 1]);
        Assert.Equal([6L, 7, 8, 0, 1, 2, 3, 4, 5], all.Input.ToArray<long>());
        Assert.Equal([7L, 8, 9, 1, 2, 3, 4, 5, 6], all.Target.ToArray<long>());
        Assert.Equal(windows.Info.Inputs[0], new TensorSpec(DType.Int64, [3]));
        Assert.Equal([3L, 3], all.Input.Shape.ToArray());

        Assert.Equal(2, new TokenWindows(Enumerable.Range(0, 9), 3).Count);
        Assert.Equal(7, new TokenWindows(Enumerable.Range(0, 10), 3, stride: 1).Count);
        Assert.Throws<ArgumentOutOfRangeException>(() => windows.Read([3]));
    }

    [Fact]
    public void Drawn_windows_are_new_in_each_epoch_and_reach_every_place()
    {
        TokenWindows windows = TokenWindows.Drawn(Enumerable.Range(0, 20), 4, 4000, seed: 3);
        Assert.Equal(4000, windows.Count);
        long[] first = Starts(windows.At(0)), again = Starts(windows.At(0)), second = Starts(windows.At(1)), other = Starts(TokenWindows.Drawn(Enumerable.Range(0, 20), 4, 4000, seed: 4).At(0));
        Assert.Equal(first, again);
        Assert.NotEqual(first, second);
        Assert.NotEqual(first, other);

        // 16 places, 250 each, with a deviation of 15.
        int[] counts = new int[16];
        foreach (long start in first)
            counts[start]++;
        Assert.All(counts, count => Assert.InRange(count, 190, 310));
        Batch batch = windows.Read([5, 7]);
        Assert.Equal(batch.Input.ToArray<long>().Select(token => token + 1), batch.Target.ToArray<long>());
    }

    [Fact]
    public void Texts_without_one_window_are_refused()
    {
        Assert.Contains("3 tokens", Assert.Throws<DataFormatException>(() => new TokenWindows([1, 2, 3], 3, name: "poem")).Message, StringComparison.Ordinal);
        Assert.Throws<DataFormatException>(() => TokenWindows.Drawn([], 1, 5, 0));
    }

    static long[] Starts(IDataset windows) => [.. windows.Read(Enumerable.Range(0, (int)windows.Count).Select(i => (long)i).ToArray()).Input.Select(1, 0).ToArray<long>()];
}
