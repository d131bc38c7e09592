using System.Diagnostics;
using Lamina.Graphs;
using Lamina.Ops;

namespace Lamina;

/// <summary>
/// Times every op of this thread while it is open, eager or replayed:
/// <c>using (Profiler profiler = Profiler.Start()) { step.Run(x, y); Console.WriteLine(profiler.Table()); }</c>
/// </summary>
/// <remarks>
/// Times are those of kernels, on all threads that they use. Time between kernels — graph building, memory, the program's own —
/// is the difference between <see cref="Elapsed"/> and the sum.
/// </remarks>
public sealed class Profiler : IDisposable
{
    [ThreadStatic]
    static Profiler? _current;

    readonly Profiler? _outer = _current;
    readonly long _begin = Stopwatch.GetTimestamp();
    readonly List<OpTime> _ops = [];
    long _end;

    Profiler() => LayerPlace.Keep();

    internal static Profiler? Current => _current;

    /// <summary>Every run of an op, in order.</summary>
    public IReadOnlyList<OpTime> Ops => _ops;

    /// <summary>Time since the start, up to the end if it has come.</summary>
    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_begin, _end == 0 ? Stopwatch.GetTimestamp() : _end);

    /// <summary>Begins to time the ops of this thread.</summary>
    public static Profiler Start() => _current = new Profiler();

    /// <summary>Ends the profile; what was seen stays.</summary>
    public void Dispose()
    {
        if (_end != 0)
            return;
        _end = Stopwatch.GetTimestamp();
        _current = _outer;
        LayerPlace.LetGo();
    }

    /// <summary>Time, calls, FLOP/s and bytes/s of each op, the longest first.</summary>
    /// <param name="byLayer">True for a line for each layer and op, false for a line for each op.</param>
    /// <param name="lines">At most so many lines.</param>
    /// <param name="floorSeconds">What an op takes at least on this machine, for a column with the share of that in its time; null for none.</param>
    public string Table(bool byLayer = false, int lines = 40, Func<OpTime, double>? floorSeconds = null) => ProfileTable.Of(_ops, Elapsed, byLayer, lines, floorSeconds);

    /// <summary>Writes the ops as a trace that chrome://tracing and Perfetto show.</summary>
    /// <param name="path">The file; it is replaced.</param>
    public void WriteChromeTrace(string path) => ChromeTrace.Write(_ops, path);

    internal void Add(string op, LayerPlace place, long begin, Cost cost) => _ops.Add(new OpTime(
        op, place.Path, place.IsBackward, Stopwatch.GetElapsedTime(_begin, begin), Stopwatch.GetElapsedTime(begin), cost.Flops, cost.Bytes));
}
