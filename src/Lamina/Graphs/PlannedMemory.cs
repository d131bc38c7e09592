using Lamina.Cpu.Elementwise;
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
    readonly Dictionary<Buffer, Buffer> _outside = [], _underneath = [];
    readonly Dictionary<Buffer, long> _tiles = [];
    readonly long[] _workspaces, _packed, _tileBytes;
    Buffer? _arena;

    PlannedMemory(int units) => (_workspaces, _packed, _tileBytes) = (new long[units], new long[units], new long[units]);

    /// <summary>Bytes of the one piece.</summary>
    public long Bytes { get; private set; }

    /// <summary>Whether the piece is there to be used.</summary>
    public bool IsTaken => _arena is not null || Bytes == 0;

    /// <summary>What the steps write outside of the piece.</summary>
    public Buffer[] Written { get; private set; } = [];

    /// <summary>Plans the memory of units.</summary>
    /// <param name="units">The units.</param>
    /// <param name="constants">How many units, the first, make what stays from replay to replay.</param>
    /// <param name="kept">What is wanted afterwards: from the buffer by which the steps know it to the one that has its memory.</param>
    public static PlannedMemory Of(IReadOnlyList<ReplayUnit> units, int constants, IReadOnlyDictionary<Buffer, Buffer> kept)
    {
        PlannedMemory memory = new(units.Count);
        Dictionary<Buffer, Lifetime> inside = [];
        HashSet<Buffer> written = [];
        for (int i = 0; i < units.Count; i++)
        {
            foreach (TraceStep step in units[i].Steps)
                memory.Note(step, i, i < constants ? units.Count - 1 : i, inside, kept, written);
        }

        memory.Written = [.. written];
        for (int i = 0; i < units.Count; i++)
        {
            if (units[i].IsFused)
                memory.PlanTiles(units[i], i, inside);
            if (units[i] is { IsFused: true, HasHost: true })
                memory.PlaceUnderneath(units[i], inside);
        }

        Buffer[] buffers = [.. inside.Keys];
        long[] workspaces = [.. units.Select(unit => unit.HasHost ? unit.Steps[0].Workspace : 0)];
        (long[] offsets, memory.Bytes) = MemoryPlan.Place([.. inside.Values, .. workspaces.Select((bytes, i) => new Lifetime(i, i, bytes)), .. units.Where(unit => unit.IsPacked).Select(unit => new Lifetime(0, units.Count - 1, unit.PackedBytes))]);
        for (int i = 0; i < buffers.Length; i++)
            memory._offsets[buffers[i]] = offsets[i];
        for (int i = 0; i < units.Count; i++)
            memory._workspaces[i] = workspaces[i] == 0 ? -1 : offsets[buffers.Length + i];
        int form = buffers.Length + units.Count;
        for (int i = 0; i < units.Count; i++)
            memory._packed[i] = units[i].IsPacked ? offsets[form++] : -1;
        return memory;
    }

    void Note(TraceStep step, int unit, int last, Dictionary<Buffer, Lifetime> inside, IReadOnlyDictionary<Buffer, Buffer> kept, HashSet<Buffer> written)
    {
        foreach (Tensor input in step.Inputs)
            Touch(input.Buffer);
        for (int i = 0; i < step.Outputs.Length; i++)
        {
            Buffer buffer = step.Outputs[i].Buffer;
            if (step.Op.EffectOf(i).Kind == EffectKind.New && !kept.ContainsKey(buffer))
                inside[buffer] = new Lifetime(unit == last ? unit : 0, last, buffer.Bytes);
            else if (!Touch(buffer))
                written.Add(_outside[buffer]);
        }

        bool Touch(Buffer buffer)
        {
            if (inside.TryGetValue(buffer, out Lifetime life))
                inside[buffer] = life with { Last = Math.Max(life.Last, unit) };
            else
                _outside[buffer] = kept.GetValueOrDefault(buffer, buffer);
            return inside.ContainsKey(buffer);
        }
    }

    // What a chain makes and nobody else reads lives in tiles of the thread's scratch memory.
    void PlanTiles(ReplayUnit unit, int number, Dictionary<Buffer, Lifetime> inside)
    {
        Dictionary<Buffer, Lifetime> tiles = [];
        int place = 0;
        foreach (TraceStep step in unit.Links)
        {
            Tensor output = step.Outputs[0];
            if (step.Op.EffectOf(0).Kind == EffectKind.New && inside.TryGetValue(output.Buffer, out Lifetime life) && life.First == life.Last)
                tiles[output.Buffer] = new Lifetime(place, place, FusedChain.Tile * output.DType.Size());
            foreach (Tensor operand in step.Inputs.Append(output))
            {
                if (tiles.TryGetValue(operand.Buffer, out Lifetime tile))
                    tiles[operand.Buffer] = tile with { Last = place };
            }

            place++;
        }

        (long[] offsets, _tileBytes[number]) = MemoryPlan.Place([.. tiles.Values]);
        foreach ((Buffer buffer, long offset) in tiles.Keys.Zip(offsets))
        {
            _tiles[buffer] = offset;
            inside.Remove(buffer);
        }
    }

    // What a host makes for its chain alone it writes where the chain will write: the last link that reads it may overwrite it.
    void PlaceUnderneath(ReplayUnit unit, Dictionary<Buffer, Lifetime> inside)
    {
        Buffer made = unit.Steps[0].Outputs[0].Buffer;
        if (!inside.TryGetValue(made, out Lifetime life) || life.First != life.Last)
            return;
        TraceStep last = unit.Links.Last(link => OperandsOf(link).Any(operand => ReferenceEquals(operand.Buffer, made)));
        Buffer result = last.Outputs[0].Buffer;
        if (last.Op.EffectOf(0).Kind != EffectKind.New || result.Bytes != made.Bytes || !HasPlace(result))
            return;
        _underneath[made] = result;
        inside.Remove(made);

        static IEnumerable<Tensor> OperandsOf(TraceStep step) => step.Outputs.Concat(step.Inputs);
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
        Buffer buffer = _underneath.GetValueOrDefault(tensor.Buffer, tensor.Buffer);
        nint start = _offsets.TryGetValue(buffer, out long offset) ? (_arena?.Address ?? 0) + (nint)offset : _outside[buffer].Address;
        return new Operand(start + (nint)(tensor.Layout.Offset * tensor.DType.Size()), tensor.DType, tensor.Layout);
    }

    /// <summary>A tensor of a chain as the chain sees it.</summary>
    public FusedOperand FusedOperandOf(Tensor tensor) => _tiles.TryGetValue(tensor.Buffer, out long offset)
        ? new FusedOperand((nint)offset, tensor.DType.Size(), IsScratch: true)
        : new FusedOperand(OperandOf(tensor).Address, tensor.Layout.IsOneNumber ? 0 : tensor.DType.Size(), IsScratch: false);

    /// <summary>Whether a buffer has memory of its own, and not a tile alone.</summary>
    public bool HasPlace(Buffer buffer) => !_tiles.ContainsKey(buffer) && !_underneath.ContainsKey(buffer);

    /// <summary>Bytes of the tiles of a chain.</summary>
    public long TileBytesOf(int unit) => _tileBytes[unit];

    /// <summary>The address of a unit's workspace; 0 for none.</summary>
    public nint WorkspaceOf(int unit) => _workspaces[unit] < 0 ? 0 : _arena!.Address + (nint)_workspaces[unit];

    /// <summary>The address of the packed form of a unit's input; 0 for none.</summary>
    public nint PackedOf(int unit) => _packed[unit] < 0 ? 0 : _arena!.Address + (nint)_packed[unit];
}
