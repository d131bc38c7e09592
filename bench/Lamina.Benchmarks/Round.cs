namespace Lamina.Benchmarks;

/// <summary>A turn of each.</summary>
/// <param name="Eager">Lamina, op by op.</param>
/// <param name="Captured">Lamina, replayed.</param>
/// <param name="Peers">PyTorch under each setting.</param>
/// <param name="IsQuiet">Whether two threads had the machine to themselves before and after.</param>
sealed record Round(Turn Eager, Turn Captured, Turn[] Peers, bool IsQuiet);
