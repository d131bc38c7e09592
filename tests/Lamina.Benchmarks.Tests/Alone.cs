namespace Lamina.Benchmarks.Tests;

/// <summary>Tests that count what the whole process does: no other test may run meanwhile.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
