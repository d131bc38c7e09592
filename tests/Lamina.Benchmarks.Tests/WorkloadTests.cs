using Lamina.Benchmarks.Kernels;
using Lamina.Benchmarks.Workloads;

namespace Lamina.Benchmarks.Tests;

/// <summary>What is measured runs, is replayed, and gives numbers.</summary>
public sealed class WorkloadTests
{
    [Fact]
    public void Every_network_trains_and_predicts_in_a_replayed_step() => Assert.All(Workload.All, workload =>
    {
        foreach (StepTask task in (StepTask[])[workload.Train(2), workload.Infer(1)])
        {
            Step step = Capture.Step(task.Body);
            step.Run(task.Inputs);
            float[] values = step.Run(task.Inputs).ToArray<float>();
            Assert.Null(step.WhyEager);
            Assert.All(values, value => Assert.True(float.IsFinite(value)));
        }
    });

    [Fact]
    public void Every_kind_of_kernel_is_replayed() => Assert.All(Kernel.All.DistinctBy(kernel => $"{kernel.Spec["op"]} {kernel.Spec["what"]}"), kernel =>
    {
        Func<Tensor> body = kernel.Make();
        Step step = Capture.Step((Tensor[] _) => body());
        float[] first = step.Run().ToArray<float>(), second = step.Run().ToArray<float>();
        Assert.Null(step.WhyEager);

        // All but an update give the same again.
        Assert.Equal((string?)kernel.Spec["op"] != "adam", first.AsSpan().SequenceEqual(second));
    });

    [Fact]
    public void Names_select_networks_exactly_and_kernels_by_their_beginning()
    {
        static string[] Names(params string[] names) => [.. BenchEntry.Select(new BenchSettings { Names = names }).Select(entry => entry.Name)];
        Assert.Equal(["gpt"], Names("gpt"));
        Assert.Equal(["adam-64KiB", "adam-4MiB", "adam-96MiB"], Names("adam"));
        Assert.Equal(Workload.All.Select(workload => workload.Name), Names());
        Assert.Equal([1, 32], BenchEntry.Select(new BenchSettings { Names = ["mlp"], Modes = [BenchMode.Infer] }).Select(entry => entry.Batch));
        Assert.Equal(Kernel.All.Count, Kernel.All.DistinctBy(kernel => kernel.Name).Count());
        Assert.Contains("resnet18", Assert.Throws<ArgumentException>(() => Names("resnet")).Message, StringComparison.Ordinal);
    }
}
