namespace Lamina.Benchmarks.Floor;

/// <summary>What an op takes at least on this machine, by the ceilings that are measured when this is made.</summary>
/// <param name="threads">Threads that compute.</param>
public sealed class OpFloor(int threads)
{
    // Of the bytes that an op must move, those that are written: one of three, as in c = a + b.
    const double Written = 1 / 3.0;

    readonly Ceilings _ceilings = new(threads);

    /// <summary>Seconds: its floating-point operations at the measured peak, or its bytes at the measured bandwidth, whichever takes longer.</summary>
    public double Seconds(OpTime op) => _ceilings.Milliseconds([(op.Flops, op.Bytes * (1 - Written), op.Bytes * Written)]) / 1000;
}
