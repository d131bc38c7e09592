namespace Lamina.Benchmarks;

/// <summary>Milliseconds of a step of each in one round.</summary>
/// <param name="Eager">Lamina, op by op.</param>
/// <param name="Captured">Lamina, replayed.</param>
/// <param name="Peers">PyTorch under each setting.</param>
/// <param name="IsQuiet">Whether two threads had the machine to themselves before and after.</param>
sealed record Round(double Eager, double Captured, double[] Peers, bool IsQuiet);
