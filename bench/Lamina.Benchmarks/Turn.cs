namespace Lamina.Benchmarks;

/// <summary>
/// Milliseconds of a step in one turn. The mean holds everything, also what other programs and the collector took; the
/// median of the single steps is what a step takes when nobody interrupts it.
/// </summary>
readonly record struct Turn(double Mean, double Typical);
