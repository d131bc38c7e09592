using System.Runtime.CompilerServices;
using Lamina.Ops;
using Buffer = Lamina.Storage.Buffer;

namespace Lamina.Graphs;

/// <summary>The record of every op that ran on a thread while it was open, in order: what capture, export and profiles read.</summary>
internal sealed class Trace : IDisposable
{
    [ThreadStatic]
    static Trace? _current;

    readonly Trace? _outer = _current;
    readonly KeyScope _keys;

    // For each buffer that was made inside, the one without memory that stands for it; null where the trace holds them all.
    readonly ConditionalWeakTable<Buffer, Buffer>? _shadows;

    Trace(bool holdsValues)
    {
        _shadows = holdsValues ? null : [];
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

    /// <summary>Opens a trace that holds every tensor it sees.</summary>
    public static Trace Open() => _current = new Trace(holdsValues: true);

    /// <summary>
    /// Opens a trace that leaves the memory of what is made inside to be used again: its steps show such tensors
    /// with the buffer of <see cref="StandInFor"/>. What was made outside it holds.
    /// </summary>
    public static Trace OpenLight() => _current = new Trace(holdsValues: false);

    /// <summary>Until it is disposed, what runs is not noted: results stand in the trace as constants.</summary>
    public static Suspension Suspend()
    {
        Suspension suspension = new(_current);
        _current = null;
        return suspension;
    }

    public void Append(Op op, ReadOnlySpan<Tensor> inputs, Tensor[] outputs)
    {
        if (_shadows is null)
        {
            Steps.Add(new TraceStep(op, inputs.ToArray(), outputs, LayerPlace.Current));
            return;
        }

        for (int i = 0; i < outputs.Length; i++)
        {
            if (op.EffectOf(i).Kind == EffectKind.New)
                _shadows.AddOrUpdate(outputs[i].Buffer, Buffer.Hollow(outputs[i].Buffer.Bytes));
        }

        Tensor[] taken = new Tensor[inputs.Length];
        for (int i = 0; i < taken.Length; i++)
            taken[i] = Light(inputs[i]);
        Steps.Add(new TraceStep(op, taken, Array.ConvertAll(outputs, Light), LayerPlace.Current));
    }

    /// <summary>The buffer by which the steps know this one: itself, unless it was made inside a light trace.</summary>
    public Buffer StandInFor(Buffer buffer) => _shadows is not null && _shadows.TryGetValue(buffer, out Buffer? shadow) ? shadow : buffer;

    /// <summary>A tensor without memory, for steps that are written down and not run.</summary>
    public static Tensor Hollow(in TensorSpec spec) => new(Buffer.Hollow(spec.Bytes), spec.DType, Layout.Dense(spec.Shape, spec.Format));

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

    // A leaf stays itself, for the gradient it may get; anything else goes without its history, which would hold the step's values.
    Tensor Light(Tensor tensor)
    {
        Buffer buffer = StandInFor(tensor.Buffer);
        return tensor.IsLeaf && ReferenceEquals(buffer, tensor.Buffer) ? tensor : new Tensor(buffer, tensor.DType, tensor.Layout, tensor.IsView);
    }

    /// <summary>Notes again when it is disposed.</summary>
    public readonly struct Suspension(Trace? suspended) : IDisposable
    {
        public void Dispose() => _current = suspended;
    }
}
