namespace Lamina.Storage;

/// <summary>Spans over a buffer, for as long as a call lasts. Nothing outside hands out a span: it would not keep its buffer alive.</summary>
internal static unsafe class HostAccess
{
    public static TResult Read<T, TResult>(Buffer buffer, long offset, long count, Func<ReadOnlySpan<T>, TResult> read)
        where T : unmanaged
    {
        TResult result = read(new ReadOnlySpan<T>((T*)buffer.Pointer + offset, checked((int)count)));
        GC.KeepAlive(buffer);
        return result;
    }

    /// <summary>Copies the bytes of one buffer to another of at least its size, or as many as that holds.</summary>
    public static void Copy(Buffer source, Buffer destination)
    {
        System.Buffer.MemoryCopy(source.Pointer, destination.Pointer, destination.Bytes, Math.Min(source.Bytes, destination.Bytes));
        GC.KeepAlive(source);
        GC.KeepAlive(destination);
    }

    public static void Write<T>(Buffer buffer, long offset, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        values.CopyTo(new Span<T>((T*)buffer.Pointer + offset, values.Length));
        GC.KeepAlive(buffer);
    }

    public static void CopyTo<T>(Buffer buffer, long offset, Span<T> destination)
        where T : unmanaged
    {
        new ReadOnlySpan<T>((T*)buffer.Pointer + offset, destination.Length).CopyTo(destination);
        GC.KeepAlive(buffer);
    }
}
