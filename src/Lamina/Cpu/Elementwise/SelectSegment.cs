using System.Numerics;
using System.Runtime.CompilerServices;
using Lamina.Simd;

namespace Lamina.Cpu.Elementwise;

/// <summary>The inner loop of a choice between two operands by a bool, for elements as wide as a lane's.</summary>
internal readonly unsafe struct SelectSegment<L, T>(StridedPlan plan) : ISegment
    where L : struct, IVectorLane<L, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    readonly long _yStride = plan.InnerStride(0), _maskStride = plan.InnerStride(1), _aStride = plan.InnerStride(2), _bStride = plan.InnerStride(3);

    public void Run(ReadOnlySpan<nint> addresses, long count)
    {
        long last = 0;
        if (_yStride == 1 && _maskStride == 1 && _aStride is 0 or 1 && _bStride is 0 or 1)
        {
            last = count - (count % L.Count);
            Loop((T*)addresses[0], (byte*)addresses[1], (T*)addresses[2], _aStride, (T*)addresses[3], _bStride, last);
        }

        ScalarSelectSegment<T> rest = new(_yStride, _maskStride, _aStride, _bStride);
        rest.Loop((T*)addresses[0], (byte*)addresses[1], (T*)addresses[2], (T*)addresses[3], last, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Loop(T* y, byte* mask, T* a, long aStride, T* b, long bStride, long count)
    {
        if (count == 0)
            return;
        if (aStride == 1 && bStride == 1)
        {
            for (long i = 0; i < count; i += L.Count)
                L.Store(y + i, L.Select(L.LoadMask(mask + i), L.Load(a + i), L.Load(b + i)));
        }
        else if (aStride == 1)
        {
            L constant = L.Broadcast(*b);
            for (long i = 0; i < count; i += L.Count)
                L.Store(y + i, L.Select(L.LoadMask(mask + i), L.Load(a + i), constant));
        }
        else
        {
            L constant = L.Broadcast(*a);
            L other = L.Broadcast(*b);
            for (long i = 0; i < count; i += L.Count)
                L.Store(y + i, L.Select(L.LoadMask(mask + i), constant, bStride == 1 ? L.Load(b + i) : other));
        }
    }
}

/// <summary>The same one element at a time, for any width and stride.</summary>
internal readonly unsafe struct ScalarSelectSegment<T>(long yStride, long maskStride, long aStride, long bStride) : ISegment
    where T : unmanaged
{
    public ScalarSelectSegment(StridedPlan plan)
        : this(plan.InnerStride(0), plan.InnerStride(1), plan.InnerStride(2), plan.InnerStride(3))
    {
    }

    public void Run(ReadOnlySpan<nint> addresses, long count) =>
        Loop((T*)addresses[0], (byte*)addresses[1], (T*)addresses[2], (T*)addresses[3], 0, count);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Loop(T* y, byte* mask, T* a, T* b, long first, long count)
    {
        for (long i = first; i < count; i++)
            y[i * yStride] = mask[i * maskStride] != 0 ? a[i * aStride] : b[i * bStride];
    }
}
