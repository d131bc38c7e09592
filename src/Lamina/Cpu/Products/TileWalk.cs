namespace Lamina.Cpu.Products;

/// <summary>How the terms of a tile's sums lie in its operands; as a type argument of <see cref="Tile{TLane, TVector, T, TRows, TVectors, TPartial, TWalk}"/> by its number.</summary>
internal enum TileWalk
{
    /// <summary>At one distance.</summary>
    Strides,

    /// <summary>In B, at offsets from a table.</summary>
    Offsets,

    /// <summary>At one distance within segments, as the pixels of a line are, with jumps between them.</summary>
    Segments,
}
