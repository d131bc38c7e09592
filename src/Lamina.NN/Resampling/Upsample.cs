namespace Lamina.NN;

/// <summary>
/// A signal, picture or volume in another size, by a factor or to a size. Shape: [N, C, L], [N, C, H, W] or [N, C, D, H, W] → the same with sizes
/// ⌊size · factor⌋, or those given. DType: floating point.
/// </summary>
/// <remarks>As <c>torch.nn.Upsample</c>; its modes linear, bilinear and trilinear are <see cref="InterpolationMode.Linear"/>, bicubic is <see cref="InterpolationMode.Cubic"/>.</remarks>
public sealed class Upsample : Layer<Tensor, Tensor>
{
    /// <summary>By one factor along all axes behind N and C.</summary>
    /// <param name="scaleFactor">The factor.</param>
    /// <param name="mode">How values between the elements are made.</param>
    /// <param name="alignCorners">Linear and cubic: true to lay the first and last elements on each other, false for the borders.</param>
    public Upsample(double scaleFactor, InterpolationMode mode = InterpolationMode.Nearest, bool alignCorners = false)
        : this([scaleFactor], mode, alignCorners)
    {
    }

    /// <summary>By a factor for each axis behind N and C.</summary>
    /// <param name="scaleFactors">The factors, or one for all.</param>
    /// <param name="mode">How values between the elements are made.</param>
    /// <param name="alignCorners">Linear and cubic: true to lay the first and last elements on each other, false for the borders.</param>
    public Upsample(IReadOnlyList<double> scaleFactors, InterpolationMode mode = InterpolationMode.Nearest, bool alignCorners = false)
    {
        if (scaleFactors.Count is < 1 or > 3 || scaleFactors.Any(factor => !(factor > 0 && double.IsFinite(factor))))
            throw new ArgumentException($"Upsample: factors are one to three numbers above 0; got {string.Join(", ", scaleFactors)}.", nameof(scaleFactors));
        (ScaleFactors, Mode, AlignCorners) = ([.. scaleFactors], mode, alignCorners);
    }

    /// <summary>To a size.</summary>
    /// <param name="size">The sizes behind N and C, or one for all.</param>
    /// <param name="mode">How values between the elements are made.</param>
    /// <param name="alignCorners">Linear and cubic: true to lay the first and last elements on each other, false for the borders.</param>
    public Upsample(Shape size, InterpolationMode mode = InterpolationMode.Nearest, bool alignCorners = false)
    {
        if (size.Rank is < 1 or > 3)
            throw new ShapeException($"Upsample: a size is one to three numbers; got {size}.");
        (Size, Mode, AlignCorners) = (size, mode, alignCorners);
    }

    /// <summary>The factors, or one for all axes; empty if a size was given.</summary>
    public IReadOnlyList<double> ScaleFactors { get; } = [];

    /// <summary>The sizes, or one for all axes; null if factors were given.</summary>
    public Shape? Size { get; }

    /// <summary>How values between the elements are made.</summary>
    public InterpolationMode Mode { get; }

    /// <summary>Whether the first and last elements lie on each other.</summary>
    public bool AlignCorners { get; }

    /// <inheritdoc/>
    public override string ToString() => $"Upsample({(Size is { } size ? $"{size}" : $"×{string.Join("×", ScaleFactors)}")}, {Mode})";

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        int axes = Math.Max(0, x.Rank - 2);
        if (Size is { } size)
            return x.Interpolate(size.Rank == 1 ? [.. Enumerable.Repeat(size[0], axes)] : size, Mode, AlignCorners);
        return x.InterpolateBy(ScaleFactors.Count == 1 ? [.. Enumerable.Repeat(ScaleFactors[0], axes)] : [.. ScaleFactors], Mode, AlignCorners);
    }
}
