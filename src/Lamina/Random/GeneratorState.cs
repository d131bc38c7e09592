namespace Lamina;

/// <summary>Where a <see cref="Generator"/> stands: all that is needed to go on drawing the same numbers.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Stream">The stream under that seed.</param>
/// <param name="Offset">Blocks of four random words drawn so far.</param>
public readonly record struct GeneratorState(long Seed, long Stream, long Offset);
