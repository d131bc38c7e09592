namespace Lamina.Data.Vision;

/// <summary>The size of a picture: <c>224</c> for a square, or <c>(480, 640)</c>, the height first as in torchvision.</summary>
public readonly record struct PictureSize
{
    /// <summary>A size.</summary>
    /// <param name="height">Rows, at least 1.</param>
    /// <param name="width">Columns, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1.</exception>
    public PictureSize(int height, int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        (Height, Width) = (height, width);
    }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>A square.</summary>
    public static implicit operator PictureSize(int side) => new(side, side);

    /// <summary>A rectangle, the height first.</summary>
    public static implicit operator PictureSize((int Height, int Width) size) => new(size.Height, size.Width);
}
