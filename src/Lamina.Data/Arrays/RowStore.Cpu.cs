using System.Buffers;
using Lamina.Ops;

namespace Lamina.Data;

/// <summary>Samples of one shape and dtype at equal distances in memory: a tensor's, or managed bytes that are used where they lie. Windows of a series overlap.</summary>
internal unsafe class RowStore
{
    readonly Tensor? _tensor;
    readonly ReadOnlyMemory<byte> _bytes;

    // Places from the start of the memory to the first sample, and from each sample to the next.
    readonly long _offset, _step;

    /// <summary>Over a tensor [N, …]; copied only if it is not contiguous.</summary>
    public RowStore(Tensor tensor)
        : this(tensor.DType, tensor.Rank > 0 ? tensor.Shape : throw new ShapeException($"The first axis of a data set counts its samples; got a single number ({tensor.Spec}). Reshape it to [N, …]."))
    {
        using (Gradients.Off())
            _tensor = tensor.Detach().Contiguous();
    }

    /// <summary>Over managed bytes, which are not copied.</summary>
    public RowStore(ReadOnlyMemory<byte> bytes, Shape shape)
        : this(DType.UInt8, shape)
    {
        if (bytes.Length != shape.Count)
            throw new ShapeException($"{bytes.Length} bytes do not fill the shape {shape}.");
        _bytes = bytes;
    }

    /// <summary>Samples that a derived store keeps.</summary>
    protected RowStore(DType type, Shape shape)
    {
        (DType, Shape) = (type, shape);
        _step = shape[1..].Count;
    }

    RowStore(RowStore other, Shape shape, long offset, long step)
        : this(other.DType, shape)
    {
        (_tensor, _bytes) = (other._tensor, other._bytes);
        (_offset, _step) = (offset, step);
    }

    public DType DType { get; }

    /// <summary>[N, …].</summary>
    public Shape Shape { get; }

    public long Count => Shape[0];

    /// <summary>Starts reading samples: on one thread, until the reader is disposed.</summary>
    public virtual RowReader Open()
    {
        MemoryHandle handle = _tensor is { } tensor ? new MemoryHandle((byte*)tensor.Buffer.Pointer + (tensor.Layout.Offset * DType.Size())) : _bytes.Pin();
        return new MemoryRowReader(handle, (_tensor as object) ?? this, _offset * DType.Size(), _step * DType.Size());
    }

    /// <summary>The bytes of a sample.</summary>
    public void CopyRow(long row, Span<byte> to)
    {
        using (MemoryHandle handle = Pin())
            new ReadOnlySpan<byte>((byte*)handle.Pointer + (row * to.Length), to.Length).CopyTo(to);
        GC.KeepAlive(this);
    }

    /// <summary>The same values under another shape of the sample.</summary>
    public virtual RowStore Reshaped(Shape sample) => new(this, sample.Insert(0, Count), _offset, _step);

    /// <summary>Runs of samples as samples.</summary>
    /// <param name="first">The first sample of the first run.</param>
    /// <param name="length">Samples a run.</param>
    /// <param name="stride">Samples from the start of a run to that of the next.</param>
    /// <param name="count">How many runs.</param>
    public RowStore Windows(long first, long length, long stride, long count) =>
        new(this, Shape[1..].Insert(0, length).Insert(0, count), _offset + (first * _step), stride * _step);

    /// <summary>The values as a tensor of its own or the one they are.</summary>
    public Tensor ToTensor()
    {
        if (_tensor is { } tensor && _offset == 0 && _step == Shape[1..].Count)
            return tensor.Slice(0, 0, Count).Reshape(Shape);
        Tensor copy = Dispatch.Allocate(new TensorSpec(DType, Shape));
        Gather.Rows(this, Indices.Range(0, Count), copy, null);
        return copy;
    }
}
