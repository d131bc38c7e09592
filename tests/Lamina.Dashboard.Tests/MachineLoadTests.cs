using Lamina.Dashboard.Machine;

namespace Lamina.Dashboard.Tests;

/// <summary>Samples of the machine's load.</summary>
public sealed class MachineLoadTests
{
    [Fact]
    public async Task Samples_come_by_themselves_and_make_sense()
    {
        using MachineLoad load = new();
        for (int i = 0; i < 200 && load.Samples.Count < 3; i++)
            await Task.Delay(50);
        IReadOnlyList<LoadSample> samples = load.Samples;
        Assert.InRange(samples.Count, 3, MachineLoad.Kept);
        Assert.All(samples, sample => Assert.InRange(sample.MemoryUsed, 1 << 20, sample.MemoryTotal));
        if (OperatingSystem.IsLinux())
            Assert.All(samples.Skip(1), sample => Assert.InRange(sample.Processor, 0, 1));
    }
}
