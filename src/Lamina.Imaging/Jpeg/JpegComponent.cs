namespace Lamina.Imaging;

/// <summary>One colour component of a JPEG file: its size, its blocks, and its samples once they are decoded.</summary>
internal sealed class JpegComponent(int id, int across, int down, int quantization)
{
    public int Id => id;

    /// <summary>Blocks of a minimum coded unit, side by side and one below the other.</summary>
    public int Across => across;

    public int Down => down;

    /// <summary>The number of its quantization table.</summary>
    public int Quantization => quantization;

    /// <summary>Samples that belong to the picture.</summary>
    public int Width { get; private set; }

    public int Height { get; private set; }

    /// <summary>Blocks that hold them.</summary>
    public int BlocksWide => (Width + 7) / 8;

    public int BlocksHigh => (Height + 7) / 8;

    /// <summary>Blocks with those that fill up the last units.</summary>
    public int PaddedWide { get; private set; }

    public int PaddedHigh { get; private set; }

    /// <summary>Samples of a row of <see cref="Samples"/>.</summary>
    public int Stride => PaddedWide * 8;

    /// <summary>The samples, row by row, of all blocks.</summary>
    public byte[] Samples { get; private set; } = [];

    /// <summary>The coefficients, block by block, in natural order; of a progressive picture only.</summary>
    public short[] Coefficients { get; private set; } = [];

    /// <summary>The quantization table, in natural order, as it stood at the component's first scan.</summary>
    public int[]? Steps { get; set; }

    /// <summary>The tables and the last DC value of the scan that is being read.</summary>
    public JpegHuffman? DirectCodes { get; set; }

    public JpegHuffman? AlternatingCodes { get; set; }

    public int LastDirect { get; set; }

    /// <summary>Lays out the blocks of a picture.</summary>
    public void Measure(int width, int height, int widest, int highest)
    {
        Width = (int)((((long)width * across) + widest - 1) / widest);
        Height = (int)((((long)height * down) + highest - 1) / highest);
        PaddedWide = (int)(((long)width + (8 * widest) - 1) / (8 * widest)) * across;
        PaddedHigh = (int)(((long)height + (8 * highest) - 1) / (8 * highest)) * down;
    }

    /// <summary>Takes the memory.</summary>
    public void Allocate(bool progressive)
    {
        Samples = new byte[(long)PaddedWide * PaddedHigh * 64];
        if (progressive)
            Coefficients = new short[(long)PaddedWide * PaddedHigh * 64];
    }

    /// <summary>The coefficients of one block of a progressive picture.</summary>
    public Span<short> Block(int row, int column) => Coefficients.AsSpan(((row * PaddedWide) + column) * 64, 64);

    /// <summary>Turns the coefficients of a block into its samples.</summary>
    public void Transform(int row, int column, ReadOnlySpan<short> coefficients) =>
        JpegTransform.Inverse(coefficients, Steps, Samples.AsSpan((row * 8 * Stride) + (column * 8)), Stride);
}
