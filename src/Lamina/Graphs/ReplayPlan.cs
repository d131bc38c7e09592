using Lamina.Ops;
using Buffer = Lamina.Storage.Buffer;
using Stopwatch = System.Diagnostics.Stopwatch;

namespace Lamina.Graphs;

/// <summary>
/// A recorded step made ready to run again: every kernel with its operands, in memory planned by lifetimes. Running it
/// allocates nothing.
/// </summary>
internal sealed class ReplayPlan
{
    readonly TraceStep[] _steps;
    readonly PlannedMemory _memory;
    readonly KeyDraw[] _draws;
    readonly ReplayUnit[] _units;
    readonly Cost[] _costs;
    Action[]? _runs;

    ReplayPlan(TraceStep[] steps, ReplayUnit[] units, PlannedMemory memory, KeyDraw[] draws)
    {
        (_steps, _units, _memory, _draws) = (steps, units, memory, draws);
        _costs = Array.ConvertAll(units, unit => unit.Cost(memory));
    }

    /// <summary>Bytes of planned memory.</summary>
    public long Bytes => _memory.Bytes;

    /// <summary>What runs in a step, by the names of the ops.</summary>
    public IEnumerable<string> Kernels => _units.Select(unit => unit.Name);

    /// <summary>What a replay writes outside of its planned memory: parameters, states, results.</summary>
    public IReadOnlyList<Buffer> Written => _memory.Written;

    /// <summary>The generators that a replay draws from.</summary>
    public IEnumerable<Generator> Generators => _draws.Select(draw => draw.Generator).Distinct();

    /// <summary>The first op of another trace that is not that of this plan, in words; null if all are the same.</summary>
    public string? Difference(Trace trace)
    {
        TraceStep[] steps = [.. trace.Steps.Where(step => !step.IsView)];
        for (int i = 0; i < Math.Max(steps.Length, _steps.Length); i++)
        {
            if (i < steps.Length && i < _steps.Length && _steps[i].Op.Equals(steps[i].Op) && Alike(_steps[i].Inputs, steps[i].Inputs))
                continue;
            return $"op {i + 1} was {InWords(_steps, i)} and is now {InWords(steps, i)}";
        }

        return null;
    }

    static bool Alike(Tensor[] recorded, Tensor[] now)
    {
        if (recorded.Length != now.Length)
            return false;
        for (int i = 0; i < now.Length; i++)
        {
            if (recorded[i].DType != now[i].DType || recorded[i].Shape != now[i].Shape)
                return false;
        }

        return true;
    }

    static string InWords(TraceStep[] steps, int i)
    {
        if (i >= steps.Length)
            return "nothing";
        LayerPlace place = steps[i].Place;
        return $"{steps[i].Op}({string.Join(", ", steps[i].Inputs.Select(input => input.Shape))}){(place.Path.Length == 0 ? "" : $" in {place.Path}{(place.IsBackward ? "'s gradient" : "")}")}";
    }

    /// <summary>Plans the replay of a trace.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="kept">Tensors made in the trace whose values are wanted after a replay: they keep the memory they have.</param>
    public static ReplayPlan Make(Trace trace, IEnumerable<Tensor> kept)
    {
        TraceStep[] steps = [.. trace.Steps.Where(step => !step.IsView)];
        Dictionary<Buffer, Buffer> pinned = [];
        foreach (Tensor tensor in kept)
            pinned[trace.StandInFor(tensor.Buffer)] = tensor.Buffer;
        ReplayUnit[] units = [.. Fusion.Of(steps)];
        return new ReplayPlan(steps, units, PlannedMemory.Of(units, pinned), [.. trace.Draws]);
    }

    /// <summary>Runs the step again on what its inputs, parameters and states hold now.</summary>
    public void Run()
    {
        if (_runs is null || !_memory.IsTaken)
            _runs = Prepare();
        foreach (KeyDraw draw in _draws)
            draw.Renew();
        if (Profiler.Current is { } profiler)
            RunTimed(_runs, profiler);
        else
        {
            foreach (Action run in _runs)
                run();
        }

        foreach (Buffer buffer in _memory.Written)
            buffer.Version++;

        // The kernels' operands point to what it holds.
        GC.KeepAlive(_memory);
    }

    /// <summary>Gives the planned memory back until the next run, for an eager run in between.</summary>
    public void Rest() => _memory.GiveBack();

    Action[] Prepare()
    {
        _memory.Take();
        return [.. _units.Select((unit, i) => unit.Prepare(_memory, i))];
    }

    void RunTimed(Action[] runs, Profiler profiler)
    {
        for (int i = 0; i < runs.Length; i++)
        {
            long begin = Stopwatch.GetTimestamp();
            runs[i]();
            profiler.Add(_units[i].Name, _units[i].Place, begin, _costs[i]);
        }
    }
}
