namespace Lamina.NN;

/// <summary>
/// Zeros around the input of a convolution: a number for all sides, <c>(2, 1)</c> for height and width, or <see cref="Same"/>.
/// </summary>
public readonly record struct Padding
{
    Padding(int height, int width, bool isSame) => (Height, Width, IsSame) = (height, width, isSame);

    /// <summary>
    /// So many that the output has ⌈input ÷ stride⌉ elements along an axis; an odd one goes to the end. With stride 1, which is all
    /// that PyTorch allows, as PyTorch's <c>padding="same"</c>; with others as Keras'.
    /// </summary>
    public static Padding Same => new(0, 0, isSame: true);

    /// <summary>None.</summary>
    public static Padding Valid => default;

    /// <summary>Rows of zeros above, and as many below.</summary>
    public int Height { get; }

    /// <summary>Columns of zeros to the left, and as many to the right.</summary>
    public int Width { get; }

    /// <summary>True for <see cref="Same"/>.</summary>
    public bool IsSame { get; }

    /// <summary>The same on all sides.</summary>
    public static implicit operator Padding(int all) => new(all, all, isSame: false);

    /// <summary>Above and below; left and right.</summary>
    public static implicit operator Padding((int Height, int Width) sizes) => new(sizes.Height, sizes.Width, isSame: false);

    /// <inheritdoc/>
    public override string ToString() => IsSame ? "same" : Height == Width ? $"{Height}" : $"{Height}×{Width}";

    internal (int Before, int After) Rows(long input, int kernel, int stride, int dilation) => IsSame ? SameOf(input, kernel, stride, dilation) : (Height, Height);

    internal (int Before, int After) Columns(long input, int kernel, int stride, int dilation) => IsSame ? SameOf(input, kernel, stride, dilation) : (Width, Width);

    static (int Before, int After) SameOf(long input, int kernel, int stride, int dilation)
    {
        long outputs = (input + stride - 1) / stride;
        int total = (int)Math.Max(0, ((outputs - 1) * stride) + ((long)dilation * (kernel - 1)) + 1 - input);
        return (total / 2, total - (total / 2));
    }
}
