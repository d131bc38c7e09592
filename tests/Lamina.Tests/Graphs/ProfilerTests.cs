using System.Text.Json;

namespace Lamina.Tests.Graphs;

public sealed class ProfilerTests
{
    [Fact]
    public void Every_kernel_is_seen_with_its_work_eager_and_replayed()
    {
        Tensor w = Tensor.Ones([3, 2]).RequireGrad(), x = Tensor.Ones([4, 3]);
        Step step = Capture.Step(input =>
        {
            w.Grad = null;
            Tensor loss = input.MatMul(w).Relu().Sum();
            loss.Backward();
            return loss;
        });
        step.Run(x);
        string[]? eager = null;
        foreach (bool replayed in (bool[])[false, true])
        {
            using Profiler profiler = Profiler.Start();
            if (replayed)
                step.Run(x);
            else
            {
                w.Grad = null;
                x.MatMul(w).Relu().Sum().Backward();
            }

            OpTime product = profiler.Ops.First(op => op.Name == "matmul");
            Assert.Equal(2 * 4 * 3 * 2, product.Flops);
            Assert.Equal(4 * ((4 * 3) + (3 * 2) + (4 * 2)), product.Bytes);
            Assert.False(product.IsBackward);
            Assert.Contains(profiler.Ops, op => op is { Name: "matmul", IsBackward: true });
            Assert.All(profiler.Ops, op => Assert.True(op.Start >= TimeSpan.Zero && op.Duration >= TimeSpan.Zero && op.Start + op.Duration <= profiler.Elapsed));
            string[] names = [.. profiler.Ops.SelectMany(op => op.Name.Split('+'))];

            // The first replay computes constants, too, and before all else; what it does in one pass has all its names.
            Assert.Equal((eager ??= names).Order(), names.Order());
            Assert.Contains("matmul", profiler.Table(), StringComparison.Ordinal);
        }

        Assert.Null(Profiler.Current);
    }

    [Fact]
    public void A_chrome_trace_holds_every_op()
    {
        string path = Path.Combine(Path.GetTempPath(), $"lamina-{Guid.NewGuid():N}.json");
        using Profiler profiler = Profiler.Start();
        _ = Tensor.Ones([8]).Exp();
        profiler.Dispose();
        _ = Tensor.Ones([8]).Log();
        try
        {
            profiler.WriteChromeTrace(path);
            using JsonDocument trace = JsonDocument.Parse(File.ReadAllText(path));
            Assert.Equal(["fill", "exp"], trace.RootElement.GetProperty("traceEvents").EnumerateArray().Select(e => e.GetProperty("name").GetString()));
        }
        finally
        {
            File.Delete(path);
        }
    }
}
