namespace Lamina.NN;

/// <summary>
/// Zeros around the volumes that a convolution takes: a number for all sides, <c>(1, 2, 2)</c> for depth, height and width, or <see cref="Padding.Same"/>.
/// </summary>
public readonly record struct Padding3
{
    Padding3(int depth, Padding plane) => (Depth, Plane) = (depth, plane);

    /// <summary>Planes of zeros before the first, and as many behind the last.</summary>
    public int Depth { get; }

    /// <summary>Rows of zeros above, and as many below.</summary>
    public int Height => Plane.Height;

    /// <summary>Columns of zeros to the left, and as many to the right.</summary>
    public int Width => Plane.Width;

    /// <summary>True for <see cref="Padding.Same"/>.</summary>
    public bool IsSame => Plane.IsSame;

    internal Padding Plane { get; }

    /// <summary>The same on all sides.</summary>
    public static implicit operator Padding3(int all) => new(all, all);

    /// <summary>Before and behind, above and below, left and right.</summary>
    public static implicit operator Padding3((int Depth, int Height, int Width) sizes) => new(sizes.Depth, (sizes.Height, sizes.Width));

    /// <summary><see cref="Padding.Same"/>, <see cref="Padding.Valid"/>, or one number for all sides.</summary>
    /// <exception cref="ShapeException">Height and width differ, which says nothing about the depth.</exception>
    public static implicit operator Padding3(Padding padding) => padding.Height == padding.Width
        ? new(padding.Height, padding)
        : throw new ShapeException($"A padding of {padding} is for pictures; volumes take (depth, height, width), one number for all, or Padding.Same.");

    /// <inheritdoc/>
    public override string ToString() => IsSame || (Depth == Height && Height == Width) ? Plane.ToString() : $"{Depth}×{Height}×{Width}";

    internal (int Before, int After) Planes(long input, int kernel, int stride, int dilation) =>
        IsSame ? Plane.Rows(input, kernel, stride, dilation) : (Depth, Depth);
}
