using System.Globalization;
using System.Numerics;

namespace Lamina.Storage;

/// <summary>
/// Lends aligned native memory by size class and takes it back without Dispose and without finalizers.
/// </summary>
/// <remarks>
/// A block keeps a weak handle on its owner. When a free list runs dry, or at the end of Backward, and much has been lent
/// since the last time, the pool asks for a cheap collection and sweeps the handles on the asking thread. A collection
/// that finds too little is repeated over older generations, and what then remains is taken as really in use.
/// </remarks>
internal sealed class BufferPool
{
    /// <summary>Lent bytes below which a collection is never asked for.</summary>
    const long Floor = 8 << 20;

    readonly Lock _lock = new();
    readonly Stack<Block>?[] _free = new Stack<Block>?[SizeClass.Count];
    readonly List<Block> _lent = [];
    long _lentBytes, _freeBytes, _residue, _peakBytes, _peakLentBytes;
    int _collectionsAtSweep;

    public static BufferPool Shared { get; } = new();

    /// <summary>Bytes lent out, abandoned ones included until they are found.</summary>
    public long LentBytes => Volatile.Read(ref _lentBytes);

    /// <summary>Bytes held from the system, lent or free.</summary>
    public long TotalBytes => Volatile.Read(ref _lentBytes) + Volatile.Read(ref _freeBytes);

    /// <summary>The largest <see cref="TotalBytes"/> so far.</summary>
    public long PeakBytes => Volatile.Read(ref _peakBytes);

    /// <summary>The largest <see cref="LentBytes"/> since <see cref="ForgetPeak"/>.</summary>
    public long PeakLentBytes => Volatile.Read(ref _peakLentBytes);

    /// <summary>Begins a new measurement of <see cref="PeakLentBytes"/>.</summary>
    public void ForgetPeak()
    {
        lock (_lock)
            _peakLentBytes = _lentBytes;
    }

    /// <summary>A buffer of at least the given size; its content is undefined.</summary>
    public Buffer Rent(long bytes)
    {
        AllocationLimit.Check(bytes);
        if (bytes > SizeClass.Largest)
            throw NoMemory(bytes);
        int sizeClass = SizeClass.Of(bytes);
        lock (_lock)
        {
            Block block = Pop(sizeClass) ?? PopAfterSweep(sizeClass) ?? Allocate(sizeClass);
            Buffer owner = new(block, bytes);
            block.LendTo(owner);
            block.LentIndex = _lent.Count;
            _lent.Add(block);
            _lentBytes += block.Bytes;
            _peakLentBytes = Math.Max(_peakLentBytes, _lentBytes);
            return owner;
        }
    }

    internal void Return(Block block)
    {
        lock (_lock)
            TakeBack(block);
    }

    /// <summary>Called where a graph has just been let go: collects if enough has been lent since the last time.</summary>
    public void Reclaim()
    {
        if (Volatile.Read(ref _lentBytes) <= 2 * Volatile.Read(ref _residue) + Floor)
            return;
        lock (_lock)
            CollectIfWorthwhile();
    }

    /// <summary>Called where the sizes of the work are about to change: gives to the system what nobody holds.</summary>
    public void Trim()
    {
        lock (_lock)
            CollectAndFree();
    }

    Block? Pop(int sizeClass)
    {
        if (_free[sizeClass] is not { Count: > 0 } stack)
            return null;
        Block block = stack.Pop();
        _freeBytes -= block.Bytes;
        return block;
    }

    Block? PopAfterSweep(int sizeClass)
    {
        if (GC.CollectionCount(0) != _collectionsAtSweep)
            Sweep();
        CollectIfWorthwhile();
        return Pop(sizeClass);
    }

    void CollectIfWorthwhile()
    {
        if (_lentBytes <= 2 * _residue + Floor)
            return;

        // What lived through an earlier collection is found only by one of an older generation. The residue rises only
        // on the word of the oldest, so that garbage missed by cheap collections cannot ratchet it up.
        for (int generation = 0; generation <= 2; generation++)
        {
            GC.Collect(generation, GCCollectionMode.Forced, blocking: true);
            Sweep();
            if (_lentBytes <= _residue + (_residue / 4) + (Floor / 2))
            {
                _residue = Math.Min(_residue, _lentBytes);
                return;
            }
        }

        _residue = _lentBytes;
    }

    void Sweep()
    {
        _collectionsAtSweep = GC.CollectionCount(0);
        for (int i = _lent.Count - 1; i >= 0; i--)
        {
            if (_lent[i].IsAbandoned)
                TakeBack(_lent[i]);
        }
    }

    void TakeBack(Block block)
    {
        Block last = _lent[^1];
        _lent[block.LentIndex] = last;
        last.LentIndex = block.LentIndex;
        _lent.RemoveAt(_lent.Count - 1);
        block.LentIndex = -1;
        _lentBytes -= block.Bytes;
        _freeBytes += block.Bytes;
        (_free[block.SizeClass] ??= new Stack<Block>()).Push(block);
    }

    Block Allocate(int sizeClass)
    {
        long bytes = SizeClass.Bytes(sizeClass);
        if (_freeBytes > _lentBytes + bytes + (64 << 20))
            FreeAll();
        Block block = Block.TryNew(sizeClass) ?? AllocateAfterTrim(sizeClass);
        _peakBytes = Math.Max(_peakBytes, _lentBytes + _freeBytes + bytes);
        return block;
    }

    // What nobody holds any more, and what lies in the free lists, may be what is missing.
    Block AllocateAfterTrim(int sizeClass)
    {
        CollectAndFree();
        return Block.TryNew(sizeClass) ?? throw NoMemory(SizeClass.Bytes(sizeClass));
    }

    void CollectAndFree()
    {
        GC.Collect();
        Sweep();
        _residue = Math.Min(_residue, _lentBytes);
        FreeAll();
    }

    MemoryException NoMemory(long bytes) => new(
        $"The system has no {Amount(bytes)} for a tensor, beside {Amount(LentBytes)} in use. Use smaller batches or a smaller dtype, and let go of tensors that are no longer needed.");

    static string Amount(long bytes)
    {
        string[] units = ["bytes", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];
        int unit = Math.Max(0, BitOperations.Log2((ulong)Math.Max(bytes, 1)) / 10);
        return string.Create(CultureInfo.InvariantCulture, $"{bytes / Math.Pow(1024, unit):0.#} {units[unit]}");
    }

    // The shapes of the work have changed: free lists of the old sizes only take room.
    void FreeAll()
    {
        foreach (Stack<Block>? stack in _free)
        {
            while (stack is { Count: > 0 })
            {
                Block block = stack.Pop();
                _freeBytes -= block.Bytes;
                block.Free();
            }
        }
    }
}
