namespace Lamina.Benchmarks.Floor;

/// <summary>What this machine gives to so many threads: fused multiply-adds, and bytes by pattern and working set. Measured at the beginning of a run.</summary>
sealed class Ceilings(int threads)
{
    /// <summary>GFLOP/s of fused multiply-adds in registers: the most that any probe of the run saw.</summary>
    public double Gflops => FmaProbe.Peak(threads);

    public Bandwidth Bandwidth { get; } = new(threads);

    /// <summary>The floor: milliseconds that passes over memory take at these ceilings, one after another.</summary>
    /// <param name="passes">What each must at least do: floating-point operations, bytes read, bytes written.</param>
    public double Milliseconds(IEnumerable<(double Flops, double Read, double Written)> passes)
    {
        double peak = Gflops * 1e9;
        return 1000 * passes.Sum(pass => Math.Max(pass.Flops / peak, Bandwidth.Seconds(pass.Read, pass.Written)));
    }
}
