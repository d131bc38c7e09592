using Lamina.Formats;

namespace Lamina.Data;

/// <summary>Reads samples from files; those that follow one another in one go.</summary>
internal sealed unsafe class RecordRowReader(SafetensorsReader[] files, string name, long[] starts, long rowBytes) : RowReader
{
    const long RunBytes = 1 << 20;

    Tensor? _run;
    int _from, _until;

    public override byte* At(ReadOnlySpan<long> rows, int at)
    {
        if (at < _from || at >= _until)
            Load(rows, at);
        return (byte*)_run!.Buffer.Pointer + ((at - _from) * rowBytes);
    }

    public override void Dispose() => GC.KeepAlive(_run);

    void Load(ReadOnlySpan<long> rows, int at)
    {
        int part = Indices.PartOf(starts, rows[at]), end = at + 1;
        long most = Math.Max(1, RunBytes / Math.Max(1, rowBytes));
        while (end < rows.Length && end - at < most && rows[end] == rows[end - 1] + 1 && rows[end] < starts[part + 1])
            end++;
        long first = rows[at] - starts[part];
        _run = files[part].Read(name, first, first + end - at);
        (_from, _until) = (at, end);
    }
}
