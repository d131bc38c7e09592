namespace Lamina.NN;

/// <summary>A height and a width: of a window, of its steps. One number stands for both; two are written <c>(3, 5)</c>.</summary>
/// <param name="Height">Along the last axis but one.</param>
/// <param name="Width">Along the last axis.</param>
public readonly record struct Size2(int Height, int Width)
{
    /// <summary>The same along both axes.</summary>
    public static implicit operator Size2(int both) => new(both, both);

    /// <summary>Height and width.</summary>
    public static implicit operator Size2((int Height, int Width) sizes) => new(sizes.Height, sizes.Width);

    /// <summary><c>3×5</c>.</summary>
    public override string ToString() => $"{Height}×{Width}";
}
