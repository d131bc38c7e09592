using Lamina.Benchmarks.Floor;

namespace Lamina.Benchmarks.Tests;

/// <summary>What the probe of parallel regions measures. Alone, since it counts the processor time of the whole process.</summary>
[Collection(nameof(Alone))]
public class RegionProbeTests
{
    [Fact]
    public void Threads_without_work_let_go_of_their_cores()
    {
        // Ten milliseconds of idling follow each region: a thread that spun through them would take all ten, each time. Compilation in the background may take some.
        RegionProbe[] probes = [RegionProbe.Measure(), RegionProbe.Measure(), RegionProbe.Measure()];
        Assert.InRange(probes.Min(probe => probe.IdleProcessorMilliseconds), 0.1, 6);
        double warm = probes.Min(probe => probe.WarmMicroseconds);
        Assert.True(warm < 1000, $"a warm region takes {warm} µs");
    }
}
