using Xunit;

namespace Lamina.Training.Tests;

/// <summary>Tests that set what the whole process shares run alone.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
