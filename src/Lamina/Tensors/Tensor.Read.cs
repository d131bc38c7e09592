using Lamina.Autograd;
using Lamina.Graphs;
using Lamina.Storage;

namespace Lamina;

public sealed partial class Tensor
{
    /// <summary>The values in row-major order, converted to <typeparamref name="T"/> where the dtype differs.</summary>
    public T[] ToArray<T>()
        where T : unmanaged
    {
        T[] values = new T[checked((int)Count)];
        CopyTo<T>(values);
        return values;
    }

    /// <summary>Copies the values in row-major order, converted to <typeparamref name="T"/> where the dtype differs.</summary>
    /// <exception cref="ShapeException">The destination is too short.</exception>
    public void CopyTo<T>(Span<T> destination)
        where T : unmanaged
    {
        if (destination.Length < Count)
            throw new ShapeException($"CopyTo: {Count} values of {Spec} do not fit into {destination.Length} places.");
        Graphs.Trace.Current?.ReadsHost("CopyTo");
        Tensor source = Plain(DTypes.Of<T>());
        HostAccess.CopyTo(source.Buffer, source.Layout.Offset, destination[..(int)Count]);
    }

    /// <summary>
    /// Calls <paramref name="read"/> with the values in row-major order, without a copy if the tensor is contiguous.
    /// The span lives only as long as the call.
    /// </summary>
    /// <exception cref="DTypeException">The dtype is not that of <typeparamref name="T"/>.</exception>
    public TResult Read<T, TResult>(Func<ReadOnlySpan<T>, TResult> read)
        where T : unmanaged
    {
        if (DTypes.Of<T>() != DType)
            throw new DTypeException($"Read: the tensor is {Spec}, not {DTypes.Of<T>().Name()}. Read it as what it is, or convert it with `To` first.");
        Graphs.Trace.Current?.ReadsHost("Read");
        Tensor source = Plain(DType);
        return HostAccess.Read(source.Buffer, source.Layout.Offset, Count, read);
    }

    /// <summary>The one number of a tensor with a single element.</summary>
    /// <exception cref="ShapeException">There is not exactly one element.</exception>
    public double ToDouble() => OnlyElement<double>();

    /// <inheritdoc cref="ToDouble"/>
    public float ToSingle() => OnlyElement<float>();

    /// <inheritdoc cref="ToDouble"/>
    public long ToInt64() => OnlyElement<long>();

    /// <inheritdoc cref="ToDouble"/>
    public bool ToBoolean() => OnlyElement<bool>();

    /// <summary>Replaces all values by the given ones, in row-major order: a write in place, as <see cref="CopyFrom"/> is.</summary>
    /// <exception cref="ShapeException">There are more or fewer values than places.</exception>
    /// <exception cref="DTypeException">The dtype is not that of <typeparamref name="T"/>.</exception>
    /// <exception cref="GradientException">The tensor is a leaf that requires gradients, or a view of what requires them, while gradients are recorded.</exception>
    public void Fill<T>(ReadOnlySpan<T> values)
        where T : unmanaged
    {
        if (values.Length != Count)
            throw new ShapeException($"Fill: {values.Length} values for a tensor of {Count} places ({Spec}).");
        if (DTypes.Of<T>() != DType)
            throw new DTypeException($"Fill: values of {DTypes.Of<T>().Name()} for a tensor of {Spec}.");
        if (!IsContiguous || (GradMode.Enabled && (RequiresGrad || Base is { RequiresGrad: true })))
        {
            CopyFrom(From(values, Shape));
            return;
        }

        HostAccess.Write(Buffer, Layout.Offset, values);
        Buffer.Version++;
    }

    T OnlyElement<T>()
        where T : unmanaged
    {
        if (Count != 1)
            throw new ShapeException($"Only a tensor of one element can be read as a number; this one is {Spec}.");
        Span<T> one = stackalloc T[1];
        CopyTo(one);
        return one[0];
    }

    // Row-major values of the given dtype, off the tape.
    Tensor Plain(DType dtype)
    {
        using (Lamina.Gradients.Off())
            return Detach().To(dtype).Contiguous();
    }
}
