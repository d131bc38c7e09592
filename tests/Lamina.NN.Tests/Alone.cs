using Xunit;

namespace Lamina.NN.Tests;

/// <summary>Tests that set the SIMD tier, the number of threads or the generator of the whole process run alone.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
