namespace Lamina.Benchmarks.Floor;

/// <summary>Patterns of traffic, from reading alone to writing alone.</summary>
enum Pattern
{
    Read,
    Add,
    Copy,
    Write,
}
