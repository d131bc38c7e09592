using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using Lamina.Ops;
using Lamina.Simd;

namespace Lamina.Cpu.Rows;

/// <summary>From a function of rows to the loop that runs, and what such functions share.</summary>
internal static unsafe class RowKernels
{
    public static void Run<R>(KernelCall call)
        where R : struct, IRowFunction => Lanes.Run(default(Kernel<R>), call.Inputs[0].DType, call);

    readonly struct Kernel<R> : ILaneKernel
        where R : struct, IRowFunction
    {
        public void Run<L, T>(KernelCall call)
            where L : struct, IVectorLane<L, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => RowWalk<R, L, T>.Run(default, call);
    }

    /// <summary>The largest element of a row, −∞ of an empty one. A NaN may be passed over: the sum of exponentials finds it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static T Max<L, T>(T* x, long length)
        where L : struct, IVectorLane<L, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        L largest = L.Broadcast(T.NegativeInfinity), b = largest, c = largest, d = largest;
        long i = 0;
        for (; i <= length - (4 * L.Count); i += 4 * L.Count)
        {
            largest = L.AtLeast(largest, L.Load(x + i));
            b = L.AtLeast(b, L.Load(x + i + L.Count));
            c = L.AtLeast(c, L.Load(x + i + (2 * L.Count)));
            d = L.AtLeast(d, L.Load(x + i + (3 * L.Count)));
        }

        largest = L.Max(L.Max(largest, b), L.Max(c, d));
        for (; i <= length - L.Count; i += L.Count)
            largest = L.AtLeast(largest, L.Load(x + i));
        if (i < length)
            largest = L.AtLeast(largest, LaneRest.Load<L, T>(x + i, length - i, T.NegativeInfinity));
        return L.MaxElement(largest);
    }

    /// <summary>Σ e^(x − shift) of a row; the terms are kept in <paramref name="terms"/> if it is not null.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static T SumOfExponentials<L, T>(T* x, T shift, long length, T* terms)
        where L : struct, IVectorLane<L, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        L down = L.Broadcast(shift), sum = L.Constant(0);
        long i = 0;
        for (; i <= length - L.Count; i += L.Count)
        {
            // There is time to fetch the next row meanwhile.
            if (Sse.IsSupported)
                Sse.Prefetch0(x + length + i);
            L term = L.Exp(L.Load(x + i) - down);
            sum += term;
            if (terms != null)
                L.Store(terms + i, term);
        }

        if (i < length)
        {
            L term = L.Exp(LaneRest.Load<L, T>(x + i, length - i, T.NegativeInfinity) - down);

            // Behind the row stand zeros; a shift of −∞ or NaN, which makes NaN of them, makes NaN of the row as well.
            sum += term;
            if (terms != null)
                LaneRest.Store<L, T>(terms + i, length - i, term);
        }

        return L.Sum(sum);
    }

    /// <summary>ln x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static T Log<L, T>(T x)
        where L : struct, IVectorLane<L, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => L.MaxElement(L.Log(L.Broadcast(x)));
}
