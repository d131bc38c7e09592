using System.Diagnostics;
using System.Globalization;

namespace Lamina.Training;

/// <summary>Ends training after the step in which a time is over. What was trained stays, and training can go on from there.</summary>
/// <param name="limit">How long one call of <c>Fit</c> may train.</param>
public sealed class TimeLimit(TimeSpan limit) : Callback
{
    readonly Stopwatch _watch = new();

    /// <inheritdoc/>
    protected internal override void BeforeFit(TrainingContext context) => _watch.Restart();

    /// <inheritdoc/>
    protected internal override void AfterBatch(TrainingContext context)
    {
        if (_watch.Elapsed >= limit)
            context.Stop(string.Create(CultureInfo.InvariantCulture, $"the time limit of {limit.TotalSeconds:0.###} s is over"));
    }
}
