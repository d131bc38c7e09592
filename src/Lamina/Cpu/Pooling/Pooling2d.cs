using System.Numerics;
using System.Runtime.Intrinsics;
using Lamina.Simd;

namespace Lamina.Cpu.Pooling;

/// <summary>Two-dimensional max and average pooling over contiguous planes, and their gradients, for float and double.</summary>
internal static unsafe class Pooling2d
{
    /// <summary>Elements, read or written, below which a second thread does not pay.</summary>
    const long ElementsOfGrain = 1 << 14;

    /// <summary>
    /// The largest element of each window; NaN if the window holds one. Padding never wins. <c>indices</c>, unless null,
    /// receives where in its plane (line · width + column) the element lies: the first of equal ones, the first NaN; −1,
    /// with output −∞, for a window without elements.
    /// </summary>
    /// <exception cref="ArgumentException">A plane has more than 2³¹ − 1 elements.</exception>
    public static void MaxForward<T>(in PoolGeometry g, T* input, T* output, int* indices)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (g.InHeight * g.InWidth > int.MaxValue)
            throw new ArgumentException($"Max pooling indexes planes of up to {int.MaxValue} elements; this one is {g.InHeight} × {g.InWidth}.");
        Split blocks = Blocks(g);
        switch (Tier.Current)
        {
            case SimdTier.Vector512:
                Run(blocks, new MaxPoolGrains<PoolLane512<T>, Vector512<T>, T>(g, blocks, input, output, indices));
                break;
            case SimdTier.Vector256:
                Run(blocks, new MaxPoolGrains<PoolLane256<T>, Vector256<T>, T>(g, blocks, input, output, indices));
                break;
            case SimdTier.Vector128:
                Run(blocks, new MaxPoolGrains<PoolLane128<T>, Vector128<T>, T>(g, blocks, input, output, indices));
                break;
            default:
                Run(blocks, new MaxPoolGrains<PoolLaneScalar<T>, T, T>(g, blocks, input, output, indices));
                break;
        }
    }

    /// <summary>Gradient of max pooling from the indices that <see cref="MaxForward"/> gave. Every element of <c>inputGradient</c> is written.</summary>
    public static void MaxBackward<T>(in PoolGeometry g, T* outputGradient, int* indices, T* inputGradient)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Split blocks = Blocks(g);
        Run(blocks, new MaxPoolGradientGrains<T>(blocks, g.InHeight * g.InWidth, g.OutHeight * g.OutWidth, outputGradient, indices, inputGradient));
    }

    /// <summary>The mean of each window; padding counts as zeros or not at all, as the geometry says. Dilation must be 1.</summary>
    public static void AverageForward<T>(in PoolGeometry g, T* input, T* output)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Split blocks = Blocks(g);
        switch (Tier.Current)
        {
            case SimdTier.Vector512:
                Run(blocks, new AveragePoolGrains<PoolLane512<T>, Vector512<T>, T>(g, blocks, input, output));
                break;
            case SimdTier.Vector256:
                Run(blocks, new AveragePoolGrains<PoolLane256<T>, Vector256<T>, T>(g, blocks, input, output));
                break;
            case SimdTier.Vector128:
                Run(blocks, new AveragePoolGrains<PoolLane128<T>, Vector128<T>, T>(g, blocks, input, output));
                break;
            default:
                Run(blocks, new AveragePoolGrains<PoolLaneScalar<T>, T, T>(g, blocks, input, output));
                break;
        }
    }

    /// <summary>Gradient of average pooling. Every element of <c>inputGradient</c> is written.</summary>
    public static void AverageBackward<T>(in PoolGeometry g, T* outputGradient, T* inputGradient)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Split blocks = Blocks(g);
        switch (Tier.Current)
        {
            case SimdTier.Vector512:
                Run(blocks, new AveragePoolGradientGrains<PoolLane512<T>, Vector512<T>, T>(g, blocks, outputGradient, inputGradient));
                break;
            case SimdTier.Vector256:
                Run(blocks, new AveragePoolGradientGrains<PoolLane256<T>, Vector256<T>, T>(g, blocks, outputGradient, inputGradient));
                break;
            case SimdTier.Vector128:
                Run(blocks, new AveragePoolGradientGrains<PoolLane128<T>, Vector128<T>, T>(g, blocks, outputGradient, inputGradient));
                break;
            default:
                Run(blocks, new AveragePoolGradientGrains<PoolLaneScalar<T>, T, T>(g, blocks, outputGradient, inputGradient));
                break;
        }
    }

    static Split Blocks(in PoolGeometry g)
    {
        long elements = Math.Max(1, g.InHeight * g.InWidth + g.OutHeight * g.OutWidth);
        long planes = Math.Max(1, ElementsOfGrain / elements);
        return new Split(g.Planes, Math.Max(1, Math.Min(64, g.Planes / planes)));
    }

    static void Run<TGrains>(Split blocks, TGrains grains)
        where TGrains : struct, IGrains
        => Workers.Run(blocks.Parts, grains);
}
