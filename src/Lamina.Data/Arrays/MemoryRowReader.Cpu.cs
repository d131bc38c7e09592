using System.Buffers;

namespace Lamina.Data;

/// <summary>Samples that lie in memory.</summary>
internal sealed unsafe class MemoryRowReader(MemoryHandle handle, object owner, long offset, long step) : RowReader
{
    readonly byte* _first = (byte*)handle.Pointer + offset;

    public override byte* At(ReadOnlySpan<long> rows, int at) => _first + (rows[at] * step);

    public override void Dispose()
    {
        handle.Dispose();
        GC.KeepAlive(owner);
    }
}
