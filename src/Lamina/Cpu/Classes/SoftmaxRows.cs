using System.Numerics;
using System.Runtime.CompilerServices;
using Lamina.Cpu.Rows;
using Lamina.Simd;

namespace Lamina.Cpu.Classes;

/// <summary>
/// What a cross-entropy needs of the softmax of rows. Long rows are computed along themselves, short ones as many side by side as a
/// lane is wide, since a vector of few elements is mostly padding.
/// </summary>
internal static unsafe class SoftmaxRows<L, T>
    where L : struct, IVectorLane<L, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    const int Short = 64;

    /// <summary>The maximum of each of at most a lane's rows, and the logarithm of its sum of exponentials less that.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Measure(T* scores, long rows, long classes, T* max, T* logarithm)
    {
        if (L.Count == 1 || classes > Short)
        {
            for (long i = 0; i < rows; i++)
            {
                max[i] = RowKernels.Max<L, T>(scores + (i * classes), classes);
                logarithm[i] = RowKernels.Log<L, T>(RowKernels.SumOfExponentials<L, T>(scores + (i * classes), max[i], classes, null));
            }

            return;
        }

        T* turned = stackalloc T[Short * L.Count];
        Turn(scores, turned, rows, classes);
        L largest = L.Broadcast(T.NegativeInfinity), sum = L.Constant(0);
        for (long i = 0; i < classes; i++)
            largest = L.Max(largest, L.Load(turned + (i * L.Count)));
        for (long i = 0; i < classes; i++)
            sum += L.Exp(L.Load(turned + (i * L.Count)) - largest);
        L.Store(max, largest);
        L.Store(logarithm, L.Log(sum));
    }

    /// <summary>The softmax of each row times a factor, from what was measured.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Scaled(T* result, T* scores, long rows, long classes, T* max, T* logarithm, T* factor)
    {
        if (L.Count == 1 || classes > Short)
        {
            for (long i = 0; i < rows; i++)
                ScaledRow(result + (i * classes), scores + (i * classes), classes, max[i], logarithm[i], factor[i]);
            return;
        }

        T* turned = stackalloc T[Short * L.Count];
        Turn(scores, turned, rows, classes);
        L down = L.Load(max), log = L.Load(logarithm), times = L.Load(factor);
        for (long i = 0; i < classes; i++)
            L.Store(turned + (i * L.Count), L.Exp(L.Load(turned + (i * L.Count)) - down - log) * times);
        for (long row = 0; row < rows; row++)
        {
            for (long i = 0; i < classes; i++)
                result[(row * classes) + i] = turned[(i * L.Count) + row];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void ScaledRow(T* result, T* scores, long classes, T max, T logarithm, T factor)
    {
        L down = L.Broadcast(max), log = L.Broadcast(logarithm), times = L.Broadcast(factor);
        long i = 0;
        for (; i <= classes - L.Count; i += L.Count)
            L.Store(result + i, L.Exp(L.Load(scores + i) - down - log) * times);
        if (i < classes)
            LaneRest.Store(result + i, classes - i, L.Exp(LaneRest.Load<L, T>(scores + i, classes - i, T.Zero) - down - log) * times);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Turn(T* scores, T* turned, long rows, long classes)
    {
        for (long row = 0; row < rows; row++)
        {
            for (long i = 0; i < classes; i++)
                turned[(i * L.Count) + row] = scores[(row * classes) + i];
        }
    }
}
