using System.Buffers;

namespace Lamina.Data;

/// <summary>Samples behind one another in memory: a tensor's, or managed bytes that are used where they lie.</summary>
internal sealed unsafe class RowStore
{
    readonly Tensor? _tensor;
    readonly ReadOnlyMemory<byte> _bytes;

    /// <summary>Over a tensor [N, …]; copied only if it is not contiguous.</summary>
    public RowStore(Tensor tensor)
    {
        if (tensor.Rank == 0)
            throw new ShapeException($"The first axis of a data set counts its samples; got a single number ({tensor.Spec}). Reshape it to [N, …].");
        using (Gradients.Off())
            _tensor = tensor.Detach().Contiguous();
        (DType, Shape) = (tensor.DType, tensor.Shape);
    }

    /// <summary>Over managed bytes, which are not copied.</summary>
    public RowStore(ReadOnlyMemory<byte> bytes, Shape shape)
    {
        if (bytes.Length != shape.Count)
            throw new ShapeException($"{bytes.Length} bytes do not fill the shape {shape}.");
        _bytes = bytes;
        (DType, Shape) = (DType.UInt8, shape);
    }

    RowStore(RowStore other, Shape shape)
    {
        _tensor = other._tensor;
        _bytes = other._bytes;
        (DType, Shape) = (other.DType, shape);
    }

    public DType DType { get; }

    /// <summary>[N, …].</summary>
    public Shape Shape { get; }

    public long Count => Shape[0];

    /// <summary>Where the first sample starts, until the handle is disposed; the store must be kept alive meanwhile.</summary>
    public MemoryHandle Pin() =>
        _tensor is { } tensor ? new MemoryHandle((byte*)tensor.Buffer.Pointer + (tensor.Layout.Offset * DType.Size())) : _bytes.Pin();

    /// <summary>The bytes of a sample.</summary>
    public void CopyRow(long row, Span<byte> to)
    {
        using (MemoryHandle handle = Pin())
            new ReadOnlySpan<byte>((byte*)handle.Pointer + (row * to.Length), to.Length).CopyTo(to);
        GC.KeepAlive(this);
    }

    /// <summary>The same values under another shape of the sample.</summary>
    public RowStore Reshaped(Shape sample) => new(this, sample.Insert(0, Count));

    /// <summary>The values as a tensor; a copy unless they are one.</summary>
    public Tensor ToTensor() => _tensor is { } tensor ? tensor.Reshape(Shape) : Tensor.From(_bytes.Span, Shape);
}
