using Lamina.Ops;

namespace Lamina.Graphs;

/// <summary>The record of every op that ran on a thread while it was open, in order: what capture, export and profiles read.</summary>
internal sealed class Trace : IDisposable
{
    [ThreadStatic]
    static Trace? _current;

    readonly Trace? _outer = _current;
    readonly KeyScope _keys;

    Trace()
    {
        LayerPlace.Keep();
        _keys = KeyScope.Note(Draws);
    }

    public static Trace? Current => _current;

    /// <summary>The steps, in the order they ran.</summary>
    public List<TraceStep> Steps { get; } = [];

    /// <summary>The draws from random generators, in order.</summary>
    public List<KeyDraw> Draws { get; } = [];

    /// <summary>Why the trace cannot be replayed, or null.</summary>
    public string? Obstacle { get; private set; }

    public static Trace Open() => _current = new Trace();

    public void Append(Op op, ReadOnlySpan<Tensor> inputs, Tensor[] outputs) => Steps.Add(new TraceStep(op, inputs.ToArray(), outputs, LayerPlace.Current));

    /// <summary>Notes that the host looked at a value in the middle: what follows may depend on it.</summary>
    public void ReadsHost(string what) => Obstacle ??= $"{what} reads a value to the host after {Steps.Count} ops";

    /// <summary>Notes that code of the user's own ran in the middle, which a replay would leave out.</summary>
    public void RunsHook(string what) => Obstacle ??= $"{what} is called";

    public void Dispose()
    {
        LayerPlace.LetGo();
        _current = _outer;
        _keys.Dispose();
    }
}
