namespace Lamina.Storage;

/// <summary>
/// The largest tensor that may be made on this thread while open. Who runs what a file says, and not what a user wrote, bounds what it may ask for;
/// within another limit the smaller one holds.
/// </summary>
internal sealed class AllocationLimit : IDisposable
{
    [ThreadStatic]
    static AllocationLimit? _current;

    readonly AllocationLimit? _outer = _current;
    readonly long _bytes;

    AllocationLimit(long bytes) => _bytes = Math.Min(bytes, _outer?._bytes ?? long.MaxValue);

    public static AllocationLimit Open(long bytes) => _current = new AllocationLimit(bytes);

    /// <summary>Refuses what is larger than the limit, if there is one.</summary>
    /// <exception cref="MemoryException">It is larger.</exception>
    public static void Check(long bytes)
    {
        if (_current is { } limit && bytes > limit._bytes)
            throw new MemoryException($"A tensor of {bytes} bytes is asked for, and at most {limit._bytes} are allowed here. Raise the limit, or distrust what asks for it.");
    }

    public void Dispose() => _current = _outer;
}
