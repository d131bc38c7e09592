namespace Lamina.Benchmarks.Tests;

/// <summary>Tests that count what the whole process does: no other test may run meanwhile.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = nameof(Alone);
}
