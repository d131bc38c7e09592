namespace Lamina;

/// <summary>All that is known of a tensor without its data: what ops infer from and to.</summary>
/// <param name="DType">Type of the elements.</param>
/// <param name="Shape">Sizes.</param>
/// <param name="Format">Order of the elements in memory.</param>
/// <param name="Device">Where it lives.</param>
public readonly record struct TensorSpec(DType DType, Shape Shape, MemoryFormat Format = MemoryFormat.Contiguous, Device Device = default)
{
    /// <summary>Bytes of the elements.</summary>
    public long Bytes => Shape.Count * DType.Size();

    /// <inheritdoc/>
    public override string ToString() => $"{DType.Name()}{Shape}";
}
