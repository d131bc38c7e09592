using Lamina.Ops;

namespace Lamina.Data;

/// <summary>One input or target of a data set: where its samples lie, and what is done to them when a batch is made.</summary>
internal sealed class Column
{
    readonly RowScaling? _scaling;

    public Column(RowStore store)
        : this(store, store.DType, null, 0)
    {
    }

    public Column(RowStore store, DType type, Normalization? normalization, long classes)
    {
        (Store, Type, Normalization, Classes) = (store, type, normalization, classes);
        Sample = store.Shape[1..];
        _scaling = normalization is null ? null : RowScaling.Create(normalization, Sample, type);
    }

    public RowStore Store { get; }

    /// <summary>Shape of a sample as it is stored.</summary>
    public Shape Sample { get; }

    /// <summary>The dtype of batches.</summary>
    public DType Type { get; }

    public Normalization? Normalization { get; }

    /// <summary>Labels become vectors of so many zeros with a one; 0 if they stay numbers.</summary>
    public long Classes { get; }

    /// <summary>A sample as it comes in a batch. A single label loses its axis of size 1 to the classes.</summary>
    public TensorSpec Spec => new(Type, Classes == 0 ? Sample : Sample.Count == 1 ? [Classes] : Sample.Insert(Sample.Rank, Classes));

    public Column To(DType type) => new(Store, type, Normalization, Classes);

    public Column Normalized(Normalization? normalization) =>
        new(Store, normalization is null ? Store.DType : Type == DType.Float64 ? Type : DType.Float32, normalization, Classes);

    public Column OneHot(long classes) => new(Store, DType.Float32, null, classes);

    public Column Over(RowStore store, Normalization? normalization) => new(store, Type, normalization, Classes);

    /// <summary>Some of the samples, copied.</summary>
    public Column Selected(ReadOnlySpan<long> rows) => Over(new RowStore(Raw(Store.DType).Read(rows)), Normalization);

    /// <summary>The stored values, converted and nothing else.</summary>
    public Column Raw(DType type) => new(Store, type, null, 0);

    /// <summary>A tensor of some samples side by side, with memory of its own.</summary>
    public Tensor Read(ReadOnlySpan<long> rows)
    {
        Indices.Check(rows, Store.Count);
        TensorSpec spec = Spec;
        Tensor batch = Dispatch.Allocate(spec with { Shape = spec.Shape.Insert(0, rows.Length) });
        if (Classes > 0)
            Gather.OneHot(Store, rows, batch, Classes);
        else
            Gather.Rows(Store, rows, batch, _scaling);
        return batch;
    }
}
