namespace Lamina.Tests.Cpu;

/// <summary>Tests that set the number of threads or the SIMD tier: they run alone.</summary>
[CollectionDefinition("Cpu", DisableParallelization = true)]
public sealed class CpuCollection;
