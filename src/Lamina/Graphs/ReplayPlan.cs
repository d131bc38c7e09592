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
    readonly Constants _constants;
    readonly int _constantUnits;
    Action[]? _runs, _packs;

    ReplayPlan(TraceStep[] steps, ReplayUnit[] units, int constantUnits, Constants constants, PlannedMemory memory, KeyDraw[] draws)
    {
        (_steps, _units, _memory, _draws) = (steps, units, memory, draws);
        (_constantUnits, _constants) = (constantUnits, constants);
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
    /// <param name="inputs">Tensors whose values are given anew for each replay.</param>
    /// <param name="kept">Tensors made in the trace whose values are wanted after a replay: they keep the memory they have.</param>
    /// <param name="folds">Whether steps may be replaced by fewer that compute the same up to rounding.</param>
    public static ReplayPlan Make(Trace trace, IEnumerable<Tensor> inputs, IEnumerable<Tensor> kept, bool folds = false)
    {
        TraceStep[] recorded = [.. trace.Steps.Where(step => !step.IsView)];
        Dictionary<Buffer, Buffer> pinned = [];
        foreach (Tensor tensor in kept)
            pinned[trace.StandInFor(tensor.Buffer)] = tensor.Buffer;
        HashSet<Buffer> held = [.. pinned.Keys];
        List<TraceStep> steps = [.. recorded];
        if (folds)
            steps = PoolingFirst.Apply(AffineFolding.Apply(steps, inputs, held), held);

        // What comes of parameters alone goes first: it is made when they change, and has its memory to itself.
        Constants constants = Constants.Find(steps, inputs, held);
        ReplayUnit[] once = [.. Fusion.Of(steps.Where((_, i) => constants[i]))];
        HashSet<TraceStep> packed = new(steps.Where((_, i) => constants.IsPacked(i)), ReferenceEqualityComparer.Instance);
        ReplayUnit[] units = [.. once, .. Fusion.Of(steps.Where((_, i) => !constants[i]))];
        foreach (ReplayUnit unit in units)
            unit.IsPacked = packed.Contains(unit.Steps[0]);
        return new ReplayPlan(recorded, units, once.Length, constants, PlannedMemory.Of(units, once.Length, pinned), [.. trace.Draws]);
    }

    /// <summary>Runs the step again on what its inputs, parameters and states hold now.</summary>
    public void Run()
    {
        bool stale = _constants.AreStale();
        if (_runs is null || !_memory.IsTaken)
        {
            Prepare();
            stale = true;
        }

        foreach (KeyDraw draw in _draws)
            draw.Renew();
        Profiler? profiler = Profiler.Current;
        if (stale)
        {
            Run(0, _constantUnits, profiler);
            foreach (Action pack in _packs!)
                pack();
        }

        Run(_constantUnits, _units.Length, profiler);

        foreach (Buffer buffer in _memory.Written)
            buffer.Version++;

        // The kernels' operands point to what it holds.
        GC.KeepAlive(_memory);
    }

    /// <summary>Gives the planned memory back until the next run, for an eager run in between.</summary>
    public void Rest() => _memory.GiveBack();

    void Prepare()
    {
        _memory.Take();
        _runs = [.. _units.Select((unit, i) => unit.Prepare(_memory, i))];
        _packs = [.. _units.Select((unit, i) => (unit, i)).Where(item => item.unit.IsPacked).Select(item => item.unit.PreparePacking(_memory, item.i))];
    }

    void Run(int first, int end, Profiler? profiler)
    {
        for (int i = first; i < end; i++)
        {
            long begin = profiler is null ? 0 : Stopwatch.GetTimestamp();
            _runs![i]();
            profiler?.Add(_units[i].Name, _units[i].Place, begin, _costs[i]);
        }
    }
}
