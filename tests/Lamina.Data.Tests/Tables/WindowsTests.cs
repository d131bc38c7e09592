using Xunit;

namespace Lamina.Data.Tests;

public class WindowsTests
{
    [Fact]
    public void Windows_are_runs_of_the_series_with_what_follows()
    {
        foreach ((int length, int horizon, int stride) in ((int, int, int)[])[(1, 1, 1), (3, 2, 1), (4, 1, 3), (2, 5, 2), (6, 4, 7)])
        {
            Tensor series = Tensor.Arange(0, 24).To(DType.Float32).Reshape(12, 2), wanted = Tensor.Arange(100, 112);
            ArrayDataset windows = Dataset.Windows(series, length, horizon, stride), others = Dataset.Windows(series, length, horizon, stride, wanted);
            int count = ((12 - length - horizon) / stride) + 1;
            Assert.Equal((count, count), (windows.Count, others.Count));
            for (int i = 0; i < count; i++)
            {
                Batch batch = windows.Read([i]);
                Assert.Equal([1, length, 2], batch.Input.Shape);
                Assert.Equal(Run(2 * i * stride, 2 * length), batch.Input.ToArray<float>());
                Assert.Equal([1, horizon, 2], batch.Target.Shape);
                Assert.Equal(Run(2 * ((i * stride) + length), 2 * horizon), batch.Target.ToArray<float>());
                Assert.Equal(Enumerable.Range(100 + (i * stride) + length, horizon).Select(x => (long)x), others.Read([i]).Target.ToArray<long>());
            }

            Assert.Equal(windows.Read([count - 1]).Input.ToArray<float>(), windows.Read([0, count - 1]).Input.Select(0, 1).ToArray<float>());
        }

        static IEnumerable<float> Run(int first, int count) => Enumerable.Range(first, count).Select(x => (float)x);
    }

    [Fact]
    public void Windows_share_the_memory_of_the_series_and_take_settings()
    {
        Tensor series = Tensor.Zeros([1_000_000, 4]);
        long before = GC.GetAllocatedBytesForCurrentThread();
        ArrayDataset windows = Dataset.Windows(series, 1_000);
        Assert.Equal(999_000, windows.Count);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
        series.Fill<float>(Enumerable.Range(0, 4_000_000).Select(i => (float)(i % 4)).ToArray());
        (Tensor inputs, Tensor targets) = windows.Normalize(new Normalization([0, 1, 2, 3], [1, 1, 1, 1], axis: -1)).Read([998_999]);
        Assert.All(inputs.ToArray<float>(), value => Assert.Equal(0, value));
        Assert.Equal([0f, 1, 2, 3], targets.ToArray<float>());
        Assert.Equal(5, windows.Skip(998_995).Count);
        TimeSeries numbers = new("s", [1, 2, 3, 4, 5, 6, 7], isGenerated: true);
        Assert.Equal([1f, 2, 3, 3, 4, 5], numbers.Windows(3, horizon: 2, stride: 2).ReadAll().Input.ToArray<float>());
        Assert.Equal([4f, 5, 6, 7], numbers.Windows(3, horizon: 2, stride: 2).ReadAll().Target.ToArray<float>());
        Assert.True(numbers.Windows(3).Info.IsGenerated);
    }

    [Fact]
    public void Windows_that_do_not_fit_are_refused()
    {
        Tensor series = Tensor.Zeros([10, 1]);
        Assert.Contains("a series of 10 steps has no run of 8 with 3 that follow", Assert.Throws<DataFormatException>(() => Dataset.Windows(series, 8, 3)).Message, StringComparison.Ordinal);
        Assert.Equal(1, Dataset.Windows(series, 8, 2).Count);
        Assert.Throws<DataFormatException>(() => Dataset.Windows(series, 3, targets: Tensor.Zeros([9])));
        Assert.Throws<ArgumentOutOfRangeException>(() => Dataset.Windows(series, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Dataset.Windows(series, 1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Dataset.Windows(series, 1, 1, 0));
    }
}
