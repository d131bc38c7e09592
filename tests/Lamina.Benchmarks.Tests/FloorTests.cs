using Lamina.Benchmarks.Floor;
using Lamina.Benchmarks.Workloads;
using Lamina.NN;

namespace Lamina.Benchmarks.Tests;

/// <summary>The floor counts what a step must do, by hand-counted examples.</summary>
public sealed class FloorTests
{
    [Fact]
    public void A_chain_is_one_pass_over_what_it_reads_and_writes()
    {
        Tensor x = Tensor.Ones([1000]), y = Tensor.Ones([1000]), z = Tensor.Ones([1000]);
        (double flops, double read, double written) = Assert.Single(Costs(() => ((x * y) + z).Relu() * 0.5));
        Assert.Equal((4 * 1000, 4000), (flops, written));

        // The scalar is a tensor too.
        Assert.InRange(read, 3 * 4000, (3 * 4000) + 16);
    }

    [Fact]
    public void A_chain_follows_a_product_while_it_is_in_registers()
    {
        Tensor x = Tensor.Ones([32, 784]), w = Tensor.Ones([64, 784]), b = Tensor.Ones([64]);
        (double flops, double read, double written) = Assert.Single(Costs(() => x.Linear(w, b).Relu()));
        Assert.InRange(flops, 2.0 * 32 * 784 * 64, (2.0 * 32 * 784 * 64) + (3 * 32 * 64));
        Assert.Equal((4 * ((32 * 784) + (64 * 784) + 64), 4 * 32 * 64), (read, written));
    }

    [Fact]
    public void What_needs_a_whole_sum_is_another_pass()
    {
        Tensor x = Tensor.Ones([100, 50]);
        (double Flops, double Read, double Written)[] passes = [.. Costs(() => x - x.Exp().Sum())];
        Assert.Equal(2, passes.Length);

        // The exponentials are seen by the sum alone, so they are never in memory.
        Assert.Equal((20_000, 4), (passes[0].Read, passes[0].Written));
        Assert.Equal((20_004, 20_000), (passes[1].Read, passes[1].Written));
    }

    [Fact]
    public void A_value_that_later_ops_read_is_written()
    {
        Tensor x = Tensor.Ones([64, 64]);
        (double Flops, double Read, double Written)[] passes = [.. Costs(() =>
        {
            Tensor y = x.Exp();
            return y.MatMul(y) + y;
        })];

        // exp, then the product with the addition in it.
        Assert.Equal(2, passes.Length);
        Assert.Equal(64 * 64 * 4, passes[0].Written);
        Assert.Equal(64 * 64 * 4, passes[1].Written);
    }

    [Fact]
    public void A_look_up_reads_its_rows_and_not_the_table()
    {
        Tensor table = Tensor.Ones([20000, 128]), index = Tensor.Arange(50);
        (_, double read, double written) = Assert.Single(Costs(() => table.IndexSelect(0, index)));
        Assert.Equal((50 * ((128 * 4) + 8), 50 * 128 * 4), (read, written));
    }

    [Fact]
    public void An_update_reads_and_writes_what_it_keeps()
    {
        Parameter parameter = new(Tensor.Ones([1000])) { Grad = Tensor.Ones([1000]) };
        Adam adam = new([parameter]);
        (_, double read, double written) = Assert.Single(Costs(() =>
        {
            adam.Step();
            return parameter.Value;
        }));
        Assert.InRange(read, 4 * 4000, (4 * 4000) + 32);
        Assert.InRange(written, 3 * 4000, (3 * 4000) + 32);
    }

    [Fact]
    public void Bandwidth_is_measured_for_every_pattern_and_seconds_grow_with_bytes()
    {
        Bandwidth bandwidth = new(1);
        foreach (Pattern pattern in Enum.GetValues<Pattern>())
        {
            foreach (long bytes in (long[])[1 << 10, 100_000, 1 << 22, 1 << 28])
                Assert.InRange(bandwidth.GigabytesPerSecond(pattern, bytes), 0.01, 5000);
        }

        Assert.Equal(0, bandwidth.Seconds(0, 0));
        double[] shares = [0, 0.25, 0.5, 0.6, 0.75, 1];
        Assert.All(shares, share => Assert.InRange(bandwidth.Seconds(share * 1e8, (1 - share) * 1e8), 1e-5, 10));
    }

    static IReadOnlyList<(double Flops, double Read, double Written)> Costs(Func<Tensor> step) => StepCost.Of(new StepTask(_ => step(), [], 0)).Costs();
}
