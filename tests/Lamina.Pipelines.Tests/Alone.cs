using Xunit;

namespace Lamina.Pipelines.Tests;

/// <summary>Tests that train seed the generator of the whole process, and so run one by one.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
