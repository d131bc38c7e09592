namespace Lamina.Cpu.Elementwise;

/// <summary>The inner loop of an elementwise op: a run of elements along the inner axis.</summary>
internal interface ISegment
{
    /// <summary>Computes <paramref name="count"/> elements; the addresses are those of the first element of the output, then of each input.</summary>
    void Run(ReadOnlySpan<nint> addresses, long count);
}
