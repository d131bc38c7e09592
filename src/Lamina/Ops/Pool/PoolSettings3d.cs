using Lamina.Ops;

namespace Lamina;

/// <summary>How a three-dimensional pooling moves over its input: over each plane, and along the depth.</summary>
/// <param name="Plane">Windows over height and width; ceil mode, whether padding counts and the divisor are those of the whole.</param>
/// <param name="KernelDepth">Planes of a window.</param>
/// <param name="StrideDepth">Step between windows along the depth.</param>
/// <param name="PadFront">Planes of padding in front.</param>
/// <param name="PadBack">Planes of padding behind.</param>
/// <param name="DilationDepth">Step between the planes of a window; max pooling only.</param>
public readonly record struct PoolSettings3d(PoolSettings Plane, int KernelDepth, int StrideDepth, int PadFront = 0, int PadBack = 0, int DilationDepth = 1)
{
    /// <summary>A cube; the stride is its size unless given.</summary>
    public static PoolSettings3d Cube(int kernel, int? stride = null, int padding = 0, int dilation = 1, bool ceilMode = false, bool countIncludePad = true, int divisorOverride = 0) =>
        new(PoolSettings.Square(kernel, stride, padding, dilation, ceilMode, countIncludePad, divisorOverride), kernel, stride ?? kernel, padding, padding, dilation);

    /// <summary>The windows along the depth, where each plane is one row of a picture [depth, height · width].</summary>
    internal PoolSettings Depth =>
        new(KernelDepth, 1, StrideDepth, 1, PadFront, 0, PadBack, 0, DilationDepth, 1, Plane.CeilMode, Plane.CountIncludePad, Plane.DivisorOverride);

    /// <summary>The shapes fit.</summary>
    /// <exception cref="ShapeException">They do not.</exception>
    internal void Check(string op, Shape input)
    {
        Volumes.Check(op, input);
        Plane.OutputShape(op, [input[0], input[1], input[3], input[4]], input);
        Depth.OutputShape(op, [input[0], input[1], input[2], 1], input);
    }
}
