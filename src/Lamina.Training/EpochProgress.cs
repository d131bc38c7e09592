using System.Diagnostics;

namespace Lamina.Training;

/// <summary>What was trained of an epoch, before it was broken off and since.</summary>
/// <param name="samples">Samples before.</param>
/// <param name="before">Time before.</param>
internal sealed class EpochProgress(long samples, TimeSpan before)
{
    readonly Stopwatch _watch = Stopwatch.StartNew();

    public long Samples { get; set; } = samples;

    public TimeSpan Elapsed => before + _watch.Elapsed;
}
