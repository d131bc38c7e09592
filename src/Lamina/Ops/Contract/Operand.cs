namespace Lamina.Ops;

/// <summary>An input or output as a kernel sees it: an address, a dtype, sizes and strides; never a tensor.</summary>
public readonly struct Operand
{
    internal Operand(nint address, DType dtype, Layout layout)
    {
        Address = address;
        DType = dtype;
        Layout = layout;
    }

    /// <summary>Address of the first element.</summary>
    public nint Address { get; }

    /// <summary>Type of the elements.</summary>
    public DType DType { get; }

    /// <summary>Sizes.</summary>
    public Shape Shape => Layout.Shape;

    /// <summary>Strides, in elements.</summary>
    public ReadOnlySpan<long> Strides => Layout.Strides;

    /// <summary>Row-major without gaps.</summary>
    public bool IsContiguous => Layout.IsContiguous;

    internal Layout Layout { get; }

    /// <summary>A part of this operand, of a layout that was made from its own.</summary>
    internal Operand Part(Layout part) => new(Address + ((nint)(part.Offset - Layout.Offset) * DType.Size()), DType, part);
}
