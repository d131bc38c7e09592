namespace Lamina.Storage;

/// <summary>
/// The owner of a block of memory, shared by a tensor and all its views. When the last of them is let go the pool finds
/// out and takes the block back; what only the engine holds it gives back itself, by <see cref="Release"/>.
/// </summary>
internal sealed unsafe class Buffer
{
    Block? _block;

    internal Buffer(Block? block, long bytes)
    {
        _block = block;
        Bytes = bytes;
    }

    /// <summary>Bytes asked for.</summary>
    public long Bytes { get; }

    /// <summary>Counts the writes after the first; shared by all views, recorded by saves, checked by backward.</summary>
    public int Version { get; set; }

    /// <summary>Places in the engine (gradient slots) that hold this buffer.</summary>
    public int Holds { get; set; }

    /// <summary>True while the engine alone can hold this buffer, so that it may give it back.</summary>
    public bool IsTransient { get; set; }

    /// <summary>A buffer without memory, that stands for another in a record of what was done.</summary>
    public static Buffer Hollow(long bytes) => new(null, bytes);

    public bool IsReleased => _block is null;

    /// <summary>The first byte.</summary>
    public void* Pointer => _block is { } block ? block.Pointer : throw Gone();

    /// <summary>The first byte's address, for code that hands it on without reading it.</summary>
    public nint Address => (nint)Pointer;

    /// <summary>Gives the memory back at once. Any later use of a tensor over it is an error, not a wrong number.</summary>
    public void Release()
    {
        if (Interlocked.Exchange(ref _block, null) is { } block)
            BufferPool.Shared.Return(block);

        // Until the block is back, the pool must not find it abandoned: another thread's sweep would take it back as well.
        GC.KeepAlive(this);
    }

    static InvalidOperationException Gone() => new("This tensor's memory was already given back by the engine. A gradient rule kept a tensor beyond its call: an error in Lamina or in a custom op.");
}
