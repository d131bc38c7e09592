using System.Diagnostics;

namespace Lamina.Training;

/// <summary>Shows how training stands, a few times a second: on the console and to whoever asked for progress.</summary>
/// <param name="console">What is written; null for nothing.</param>
/// <param name="progress">Who is told; null for nobody.</param>
internal sealed class FitDisplay(IFitWriter? console, IProgress<TrainingProgress>? progress)
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    long _shown, _firstStep, _started;

    public static FitDisplay Create(Verbosity verbosity, IReadOnlyList<Metric> metrics, IProgress<TrainingProgress>? progress) =>
        new(Writer(verbosity, metrics, ConsoleKind.IsTerminal), progress);

    /// <summary>What writes to the console; null for nothing.</summary>
    public static IFitWriter? Writer(Verbosity verbosity, IReadOnlyList<Metric> metrics, bool isTerminal) => verbosity switch
    {
        Verbosity.Auto => Writer(isTerminal ? Verbosity.Bar : Verbosity.Lines, metrics, isTerminal),
        Verbosity.Bar => new BarWriter(Console.Out, ConsoleKind.Width, ConsoleKind.IsUnicode, metrics),
        Verbosity.Lines => new LineWriter(Console.Out, metrics),
        _ => null,
    };

    public void BeginEpoch(TrainingContext context)
    {
        if (_started != 0)
            return;
        _started = Stopwatch.GetTimestamp();
        _firstStep = context.Step;
    }

    /// <summary>Called after each batch; metrics are read to the host only when something is shown.</summary>
    public void Batch(TrainingContext context, long samples, TimeSpan elapsed, Meter meter)
    {
        if ((console is null && progress is null) || (_shown != 0 && Stopwatch.GetElapsedTime(_shown) < Pause))
            return;
        _shown = Stopwatch.GetTimestamp();
        Show(Standing(context, meter.Read(), samples, elapsed, isEnd: false));
    }

    public void EndEpoch(TrainingContext context, long samples, TimeSpan elapsed)
    {
        _shown = 0;
        if (console is not null || progress is not null)
            Show(Standing(context, context.Logs, samples, elapsed, isEnd: true));
    }

    /// <summary>Writes a line that stays.</summary>
    public void Say(string line) => console?.Say(line);

    public void Close() => console?.Close();

    void Show(TrainingProgress standing)
    {
        console?.Show(standing);
        progress?.Report(standing);
    }

    TrainingProgress Standing(TrainingContext context, IReadOnlyDictionary<string, double> metrics, long samples, TimeSpan elapsed, bool isEnd)
    {
        long done = context.Step - _firstStep;
        long left = ((context.LastEpoch - context.Epoch) * context.Batches) + context.Batches - context.Batch;
        TimeSpan timeLeft = Stopwatch.GetElapsedTime(_started) * (done == 0 ? 0 : (double)left / done);
        double rate = elapsed > TimeSpan.Zero ? samples / elapsed.TotalSeconds : 0;
        return new TrainingProgress(context.Epoch, context.LastEpoch, context.Batch, context.Batches, context.Step, metrics, rate, timeLeft, isEnd) { LearningRate = context.Model.Optimizer.LearningRate };
    }
}
