using System.Diagnostics;
using System.Globalization;

namespace Lamina.Training;

/// <summary>Ends training after the step in which a time is over. What was trained stays, and training can go on from there.</summary>
/// <remarks>A training that goes on by <see cref="BackupAndRestore"/> has what is left of its time.</remarks>
/// <param name="limit">How long one call of <c>Fit</c> may train.</param>
public sealed class TimeLimit(TimeSpan limit) : Callback
{
    const string Ticks = "ticks";

    readonly Stopwatch _watch = new();
    TimeSpan _before;

    TimeSpan Elapsed => _before + _watch.Elapsed;

    /// <inheritdoc/>
    protected internal override OrderedDictionary<string, Tensor> StateDict() => new() { [Ticks] = Tensor.From<long>([Elapsed.Ticks], []) };

    /// <inheritdoc/>
    protected internal override void LoadStateDict(IReadOnlyDictionary<string, Tensor> state) => _before = TimeSpan.FromTicks(state[Ticks].ToInt64());

    /// <inheritdoc/>
    protected internal override void BeforeFit(TrainingContext context)
    {
        _before = TimeSpan.Zero;
        _watch.Restart();
    }

    /// <inheritdoc/>
    protected internal override void AfterBatch(TrainingContext context)
    {
        if (Elapsed >= limit)
            context.Stop(string.Create(CultureInfo.InvariantCulture, $"the time limit of {limit.TotalSeconds:0.###} s is over"));
    }
}
