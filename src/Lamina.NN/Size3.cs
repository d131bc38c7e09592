namespace Lamina.NN;

/// <summary>A depth, a height and a width: of a window, of its steps. One number stands for all; three are written <c>(3, 5, 5)</c>.</summary>
/// <param name="Depth">Along the last axis but two.</param>
/// <param name="Height">Along the last axis but one.</param>
/// <param name="Width">Along the last axis.</param>
public readonly record struct Size3(int Depth, int Height, int Width)
{
    /// <summary>The same along all axes.</summary>
    public static implicit operator Size3(int all) => new(all, all, all);

    /// <summary>Depth, height and width.</summary>
    public static implicit operator Size3((int Depth, int Height, int Width) sizes) => new(sizes.Depth, sizes.Height, sizes.Width);

    /// <summary><c>3×5×5</c>.</summary>
    public override string ToString() => $"{Depth}×{Height}×{Width}";

    internal Size2 Plane => new(Height, Width);
}
