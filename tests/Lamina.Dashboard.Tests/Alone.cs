namespace Lamina.Dashboard.Tests;

/// <summary>Tests that measure the whole process run alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public class Alone
{
    public const string Name = nameof(Alone);
}
