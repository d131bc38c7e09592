using Lamina.Ops;
using Lamina.Storage;
using Buffer = Lamina.Storage.Buffer;
using Stopwatch = System.Diagnostics.Stopwatch;

namespace Lamina.Graphs;

/// <summary>
/// A recorded step made ready to run again: every kernel with its operands, in memory planned by lifetimes. Running it
/// allocates nothing.
/// </summary>
internal sealed class ReplayPlan
{
    readonly KernelCall[] _calls;
    readonly Kernel[] _kernels;
    readonly Buffer[] _written;
    readonly KeyDraw[] _draws;
    readonly (LayerPlace Place, Cost Cost)[] _descriptions;
    readonly Constants _constants;

    // What the calls point to must stay alive as long as the plan.
    readonly Buffer? _arena;
    readonly Buffer[] _outside;

    ReplayPlan(KernelCall[] calls, Kernel[] kernels, Buffer[] written, KeyDraw[] draws, (LayerPlace Place, Cost Cost)[] descriptions, Constants constants, Buffer? arena, Buffer[] outside)
    {
        _calls = calls;
        _kernels = kernels;
        _written = written;
        _draws = draws;
        _descriptions = descriptions;
        _constants = constants;
        _arena = arena;
        _outside = outside;
    }

    /// <summary>Bytes of planned memory.</summary>
    public long Bytes => _arena?.Bytes ?? 0;

    /// <summary>Kernels in a step.</summary>
    public int Kernels => _calls.Length;

    /// <summary>What a replay writes outside of its planned memory: parameters, states, results.</summary>
    public IReadOnlyList<Buffer> Written => _written;

    /// <summary>The generators that a replay draws from.</summary>
    public IEnumerable<Generator> Generators => _draws.Select(draw => draw.Generator).Distinct();

    /// <summary>The first op of another trace that is not that of this plan, in words; null if all are the same.</summary>
    public string? Difference(Trace trace)
    {
        TraceStep[] steps = [.. trace.Steps.Where(step => !IsView(step))];
        for (int i = 0; i < Math.Max(steps.Length, _calls.Length); i++)
        {
            if (i < steps.Length && i < _calls.Length && _calls[i].Op.Equals(steps[i].Op) && Alike(_calls[i].Inputs, steps[i].Inputs))
                continue;
            string before = i < _calls.Length ? InWords(_calls[i].Op, _descriptions[i].Place, _calls[i].Inputs.Select(x => x.Shape)) : "nothing";
            string now = i < steps.Length ? InWords(steps[i].Op, steps[i].Place, steps[i].Inputs.Select(x => x.Shape)) : "nothing";
            return $"op {i + 1} was {before} and is now {now}";
        }

        return null;
    }

    static bool Alike(Operand[] recorded, Tensor[] now)
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

    static string InWords(Op op, LayerPlace place, IEnumerable<Shape> inputs) =>
        $"{op}({string.Join(", ", inputs)}){(place.Path.Length == 0 ? "" : $" in {place.Path}{(place.IsBackward ? "'s gradient" : "")}")}";

    /// <summary>Plans the replay of a trace.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="inputs">Tensors whose values are given anew for each replay.</param>
    /// <param name="kept">Tensors made in the trace whose values are wanted after a replay: they keep the memory they have.</param>
    /// <param name="folds">Whether steps may be replaced by fewer that compute the same up to rounding.</param>
    public static ReplayPlan Make(Trace trace, IEnumerable<Tensor> inputs, IEnumerable<Tensor> kept, bool folds = false)
    {
        List<TraceStep> steps = [.. trace.Steps.Where(step => !IsView(step))];
        HashSet<Buffer> pinned = [.. kept.Select(tensor => tensor.Buffer)];
        if (folds)
            steps = PoolingFirst.Apply(AffineFolding.Apply(steps, inputs, pinned), pinned);
        Dictionary<Buffer, int> places = [];
        List<Lifetime> lifetimes = [];
        HashSet<Buffer> outside = [.. pinned], written = [];
        for (int i = 0; i < steps.Count; i++)
        {
            foreach (Tensor input in steps[i].Inputs)
                Touch(input.Buffer, i);
            for (int k = 0; k < steps[i].Outputs.Length; k++)
            {
                Buffer buffer = steps[i].Outputs[k].Buffer;
                if (steps[i].Op.EffectOf(k).Kind == EffectKind.New && !pinned.Contains(buffer))
                {
                    places[buffer] = lifetimes.Count;
                    lifetimes.Add(new Lifetime(i, i, buffer.Bytes));
                }

                Touch(buffer, i);
            }
        }

        void Touch(Buffer buffer, int step)
        {
            if (places.TryGetValue(buffer, out int place))
                lifetimes[place] = lifetimes[place] with { Last = step };
            else
                outside.Add(buffer);
        }

        // What is computed once has its memory to itself.
        Constants constants = Constants.Find(steps, inputs, pinned);
        for (int i = 0; i < steps.Count; i++)
        {
            foreach (Tensor output in constants[i] ? steps[i].Outputs : [])
                lifetimes[places[output.Buffer]] = new Lifetime(0, steps.Count - 1, output.Buffer.Bytes);
        }

        long[] workspaces = new long[steps.Count];
        int buffers = lifetimes.Count;
        for (int i = 0; i < steps.Count; i++)
        {
            workspaces[i] = steps[i].Op.Workspace([.. steps[i].Inputs.Select(t => t.Spec)], [.. steps[i].Outputs.Select(t => t.Spec)]);
            lifetimes.Add(new Lifetime(i, i, workspaces[i]));
        }

        Dictionary<int, int> packed = [];
        for (int i = 0; i < steps.Count; i++)
        {
            if (!constants.IsPacked(i))
                continue;
            packed[i] = lifetimes.Count;
            lifetimes.Add(new Lifetime(0, steps.Count - 1, steps[i].Op.PackedBytes([.. steps[i].Inputs.Select(t => t.Spec)])));
        }

        (long[] offsets, long bytes) = MemoryPlan.Place(lifetimes);
        Buffer? arena = bytes == 0 ? null : BufferPool.Shared.Rent(bytes);
        KernelCall[] calls = new KernelCall[steps.Count];
        Kernel[] kernels = new Kernel[steps.Count];
        for (int i = 0; i < steps.Count; i++)
        {
            TraceStep step = steps[i];
            nint workspace = workspaces[i] == 0 ? 0 : arena!.Address + (nint)offsets[buffers + i];
            calls[i] = new KernelCall(step.Op, [.. step.Inputs.Select(OperandOf)], [.. step.Outputs.Select(OperandOf)], workspace, packed.TryGetValue(i, out int form) ? arena!.Address + (nint)offsets[form] : 0);
            kernels[i] = KernelTable.Find(step.Op, DeviceKind.Cpu, [.. step.Inputs.Select(t => t.Spec)]);
            for (int k = 0; k < step.Outputs.Length; k++)
            {
                if (outside.Contains(step.Outputs[k].Buffer))
                    written.Add(step.Outputs[k].Buffer);
            }
        }

        return new ReplayPlan(calls, kernels, [.. written], [.. trace.Draws], [.. steps.Select(Describe)], constants, arena, [.. outside]);

        Operand OperandOf(Tensor tensor)
        {
            nint start = places.TryGetValue(tensor.Buffer, out int place) ? (arena?.Address ?? 0) + (nint)offsets[place] : tensor.Buffer.Address;
            return new Operand(start + (nint)(tensor.Layout.Offset * tensor.DType.Size()), tensor.DType, tensor.Layout);
        }
    }

    /// <summary>Runs the step again on what its inputs, parameters and states hold now.</summary>
    public void Run()
    {
        foreach (KeyDraw draw in _draws)
            draw.Renew();
        bool stale = _constants.AreStale();
        if (stale)
            MakeConstants(Profiler.Current);
        if (Profiler.Current is { } profiler)
            RunTimed(profiler);
        else
        {
            for (int i = 0; i < _calls.Length; i++)
            {
                if (!_constants[i])
                    _kernels[i](_calls[i]);
            }
        }

        foreach (Buffer buffer in _written)
            buffer.Version++;
        GC.KeepAlive(_arena);
        GC.KeepAlive(_outside);
    }

    // In the order of the steps: what is packed may be made of constants.
    void MakeConstants(Profiler? profiler)
    {
        for (int i = 0; i < _calls.Length; i++)
        {
            long begin = profiler is null ? 0 : Stopwatch.GetTimestamp();
            if (_constants[i])
            {
                _kernels[i](_calls[i]);
                profiler?.Add(_calls[i].Op.Name, _descriptions[i].Place, begin, _descriptions[i].Cost);
            }
            else if (_constants.IsPacked(i))
            {
                _calls[i].Op.Pack(_calls[i]);
                profiler?.Add("pack", _descriptions[i].Place, begin, default);
            }
        }
    }

    void RunTimed(Profiler profiler)
    {
        for (int i = 0; i < _calls.Length; i++)
        {
            if (_constants[i])
                continue;
            long begin = Stopwatch.GetTimestamp();
            _kernels[i](_calls[i]);
            profiler.Add(_calls[i].Op.Name, _descriptions[i].Place, begin, _descriptions[i].Cost);
        }
    }

    static (LayerPlace, Cost) Describe(TraceStep step) =>
        (step.Place, step.Op.Cost([.. step.Inputs.Select(t => t.Spec)], [.. step.Outputs.Select(t => t.Spec)]));

    static bool IsView(TraceStep step)
    {
        for (int i = 0; i < step.Outputs.Length; i++)
        {
            if (step.Op.EffectOf(i).Kind != EffectKind.View)
                return false;
        }

        return true;
    }
}
