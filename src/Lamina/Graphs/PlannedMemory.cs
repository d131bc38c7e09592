using Lamina.Ops;
using Lamina.Storage;
using Buffer = Lamina.Storage.Buffer;

namespace Lamina.Graphs;

/// <summary>
/// Where the values of a replay lie: those made inside in one piece of memory, planned by lifetimes; those from outside, and
/// those wanted afterwards, where they are.
/// </summary>
internal sealed class PlannedMemory
{
    /// <summary>Bytes from which on it is worth a full collection to have the memory of the eager run back before this is taken.</summary>
    const long Large = 8 << 20;

    readonly Dictionary<Buffer, long> _offsets = [];
    readonly Dictionary<Buffer, Buffer> _outside = [];
    readonly long[] _workspaces;
    Buffer? _arena;

    PlannedMemory(int steps) => _workspaces = new long[steps];

    /// <summary>Bytes of the one piece.</summary>
    public long Bytes { get; private set; }

    /// <summary>Whether the piece is there to be used.</summary>
    public bool IsTaken => _arena is not null || Bytes == 0;

    /// <summary>What the steps write outside of the piece.</summary>
    public Buffer[] Written { get; private set; } = [];

    /// <summary>Plans the memory of steps.</summary>
    /// <param name="steps">The steps.</param>
    /// <param name="kept">What is wanted afterwards: from the buffer by which the steps know it to the one that has its memory.</param>
    public static PlannedMemory Of(IReadOnlyList<TraceStep> steps, IReadOnlyDictionary<Buffer, Buffer> kept)
    {
        PlannedMemory memory = new(steps.Count);
        Dictionary<Buffer, int> places = [];
        List<Lifetime> lifetimes = [];
        HashSet<Buffer> written = [];
        for (int i = 0; i < steps.Count; i++)
        {
            foreach (Tensor input in steps[i].Inputs)
                Touch(input.Buffer, i);
            for (int k = 0; k < steps[i].Outputs.Length; k++)
            {
                Buffer buffer = steps[i].Outputs[k].Buffer;
                if (steps[i].Op.EffectOf(k).Kind == EffectKind.New && !kept.ContainsKey(buffer))
                {
                    places[buffer] = lifetimes.Count;
                    lifetimes.Add(new Lifetime(i, i, buffer.Bytes));
                }
                else if (Touch(buffer, i) is { } outside)
                    written.Add(outside);
            }
        }

        int buffers = lifetimes.Count;
        for (int i = 0; i < steps.Count; i++)
            lifetimes.Add(new Lifetime(i, i, steps[i].Op.Workspace(steps[i].InputSpecs(), steps[i].OutputSpecs())));
        (long[] offsets, memory.Bytes) = MemoryPlan.Place(lifetimes);
        foreach ((Buffer buffer, int place) in places)
            memory._offsets[buffer] = offsets[place];
        for (int i = 0; i < steps.Count; i++)
            memory._workspaces[i] = lifetimes[buffers + i].Bytes == 0 ? -1 : offsets[buffers + i];
        memory.Written = [.. written];
        return memory;

        Buffer? Touch(Buffer buffer, int step)
        {
            if (!places.TryGetValue(buffer, out int place))
                return memory._outside[buffer] = kept.GetValueOrDefault(buffer, buffer);
            lifetimes[place] = lifetimes[place] with { Last = step };
            return null;
        }
    }

    /// <summary>Takes the piece from the pool.</summary>
    public void Take()
    {
        if (Bytes >= Large)
            BufferPool.Shared.Trim();
        if (Bytes > 0)
            _arena = BufferPool.Shared.Rent(Bytes);
    }

    /// <summary>Gives the piece back, if that is worth the trouble, to be taken anew later: operands made before point to nothing then.</summary>
    public void GiveBack()
    {
        if (Bytes < Large)
            return;
        _arena?.Release();
        _arena = null;
    }

    /// <summary>A tensor of the steps as kernels see it.</summary>
    public Operand OperandOf(Tensor tensor)
    {
        nint start = _offsets.TryGetValue(tensor.Buffer, out long offset) ? _arena!.Address + (nint)offset : _outside[tensor.Buffer].Address;
        return new Operand(start + (nint)(tensor.Layout.Offset * tensor.DType.Size()), tensor.DType, tensor.Layout);
    }

    /// <summary>The address of a step's scratch memory; 0 for none.</summary>
    public nint WorkspaceOf(int step) => _workspaces[step] < 0 ? 0 : _arena!.Address + (nint)_workspaces[step];
}
