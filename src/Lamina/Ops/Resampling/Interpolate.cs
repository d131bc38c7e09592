using Lamina.Ops;

namespace Lamina;

public sealed partial class Tensor
{
    /// <summary>
    /// This signal [N, C, L], picture [N, C, H, W] or volume [N, C, D, H, W] in another size, as PyTorch's <c>interpolate</c> with <c>size</c>.
    /// </summary>
    /// <param name="size">The sizes behind N and C.</param>
    /// <param name="mode">How values between the elements are made.</param>
    /// <param name="alignCorners">
    /// Linear and cubic: true to lay the first and last elements on each other, so that output i lies at i·(in − 1)/(out − 1); false to lay the borders
    /// on each other, (i + ½)·in/out − ½.
    /// </param>
    /// <param name="antialias">Linear and cubic: true to average over all that an output covers when the input shrinks, as picture programs do.</param>
    /// <remarks>**DType:** this tensor's; float32 if that is no float. 16-bit floats are summed in float32.</remarks>
    /// <exception cref="ShapeException">The rank is not 3, 4 or 5, or a size is not positive.</exception>
    /// <exception cref="ArgumentException">The mode has no corners to align, or no antialiasing.</exception>
    public Tensor Interpolate(Shape size, InterpolationMode mode = InterpolationMode.Nearest, bool alignCorners = false, bool antialias = false)
    {
        if (Rank is < 3 or > 5 || size.Rank != Rank - 2)
            throw new ShapeException($"interpolate takes [N, C, L], [N, C, H, W] or [N, C, D, H, W] and a size for each axis behind C; got {Shape} and {size}. Use `Unsqueeze` for a single sample or channel.");
        return Interpolated(size.ToArray(), [null, null, null], mode, alignCorners, antialias);
    }

    /// <summary>This signal, picture or volume scaled along all axes behind N and C, as PyTorch's <c>interpolate</c> with <c>scale_factor</c>: sizes become ⌊size · factor⌋.</summary>
    /// <inheritdoc cref="Interpolate(Shape, InterpolationMode, bool, bool)"/>
    /// <param name="factor">The factor; places are computed with it, not with the rounded size.</param>
    /// <param name="mode">How values between the elements are made.</param>
    /// <param name="alignCorners">Linear and cubic: true to lay the first and last elements on each other.</param>
    /// <param name="antialias">Linear and cubic: true to average over all that an output covers when the input shrinks.</param>
    public Tensor InterpolateBy(double factor, InterpolationMode mode = InterpolationMode.Nearest, bool alignCorners = false, bool antialias = false) =>
        InterpolateBy([.. Enumerable.Repeat(factor, Math.Max(0, Rank - 2))], mode, alignCorners, antialias);

    /// <inheritdoc cref="InterpolateBy(double, InterpolationMode, bool, bool)"/>
    /// <param name="factors">One for each axis behind C; places are computed with them, not with the rounded sizes.</param>
    /// <param name="mode">How values between the elements are made.</param>
    /// <param name="alignCorners">Linear and cubic: true to lay the first and last elements on each other.</param>
    /// <param name="antialias">Linear and cubic: true to average over all that an output covers when the input shrinks.</param>
    public Tensor InterpolateBy(ReadOnlySpan<double> factors, InterpolationMode mode = InterpolationMode.Nearest, bool alignCorners = false, bool antialias = false)
    {
        if (Rank is < 3 or > 5 || factors.Length != Rank - 2)
            throw new ShapeException($"interpolate takes [N, C, L], [N, C, H, W] or [N, C, D, H, W] and a factor for each axis behind C; got {Shape} and {factors.Length} factors. Use `Unsqueeze` for a single sample or channel.");
        long[] size = new long[factors.Length];
        double?[] scales = new double?[factors.Length];
        for (int i = 0; i < size.Length; i++)
            (size[i], scales[i]) = ((long)Math.Floor(Shape[i + 2] * factors[i]), factors[i]);
        return Interpolated(size, scales, mode, alignCorners, antialias);
    }

    Tensor Interpolated(long[] size, double?[] scales, InterpolationMode mode, bool alignCorners, bool antialias)
    {
        bool between = mode is InterpolationMode.Linear or InterpolationMode.Cubic;
        if ((alignCorners || antialias) && !between)
            throw new ArgumentException($"interpolate: mode {mode} neither aligns corners nor antialiases; only {nameof(InterpolationMode.Linear)} and {nameof(InterpolationMode.Cubic)} do.");
        if (Shape.CountOf(2..) == 0 || size.Any(s => s < 1))
            throw new ShapeException($"interpolate: {Shape} to sizes {Shape.Create(size)}; all are 1 or more. Use larger sizes or factors.");
        ResampleAxis[] axes = [.. size.Select((outputs, i) => ResampleAxis.To(Shape[i + 2], outputs, scales[i], mode, alignCorners, antialias))];
        if (axes.All(axis => axis.IsIdentity))
            return To(DType.ToFloating());
        return axes switch
        {
            [var line] => Unsqueeze(2).Resample(Whole(1), line).Squeeze(2),
            [var rows, var columns] => Resample(rows, columns),
            [var depth, var rows, var columns] => Volumes.Apply("interpolate", Widened(), planes => planes.Resample(rows, columns), deep => deep.Resample(depth, Whole(deep.Shape[3]))).To(DType.ToFloating()),
            _ => throw new InvalidOperationException(),
        };
    }

    // Both axes of a picture; those that stay are passed over.
    Tensor Resample(ResampleAxis rows, ResampleAxis columns) =>
        rows.IsIdentity && columns.IsIdentity ? this : Dispatch.Run(new Resample2d(rows, columns), Widened().Contiguous()).To(DType.ToFloating());

    static ResampleAxis Whole(long size) => new(size, size, 1, InterpolationMode.Nearest);
}
