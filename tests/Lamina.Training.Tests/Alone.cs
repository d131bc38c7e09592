using Xunit;

namespace Lamina.Training.Tests;

/// <summary>Tests that set what the whole process shares run alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public class Alone
{
    public const string Name = nameof(Alone);
}
