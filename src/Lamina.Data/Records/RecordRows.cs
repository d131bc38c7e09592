using Lamina.Formats;

namespace Lamina.Data;

/// <summary>Samples in files, one tensor [N, …] in each.</summary>
internal sealed class RecordRows : RowStore
{
    readonly SafetensorsReader[] _files;
    readonly string _name;
    readonly long[] _starts;

    public RecordRows(SafetensorsReader[] files, string name, long[] starts)
        : this(files, name, starts, files[0].Specs[name].Shape[1..])
    {
    }

    RecordRows(SafetensorsReader[] files, string name, long[] starts, Shape sample)
        : base(files[0].Specs[name].DType, sample.Insert(0, starts[^1]))
    {
        (_files, _name, _starts) = (files, name, starts);
    }

    public override RowReader Open() => new RecordRowReader(_files, _name, _starts, Shape[1..].Count * DType.Size());

    public override RowStore Reshaped(Shape sample) => new RecordRows(_files, _name, _starts, sample);
}
