using System.Numerics;
using System.Runtime.CompilerServices;
using Lamina.Cpu.Elementwise;
using Lamina.Ops;
using Lamina.Simd;

namespace Lamina.Cpu.Reductions;

/// <summary>Searches for extreme elements and their places.</summary>
internal static class ExtremeKernels
{
    public static void Run<R>(uint axes, KernelCall call)
        where R : struct, IExtremeReduction
    {
        DType dtype = call.Inputs[0].DType;
        if (!dtype.IsFloatingPoint())
        {
            ExtremeGrains<WholeSearch<R>, long>.Run(axes, call);
            return;
        }

        Lanes.Run(new Kernel<R>(axes), dtype, call);
    }

    readonly struct Kernel<R>(uint axes) : ILaneKernel
        where R : struct, IExtremeReduction
    {
        public void Run<L, T>(KernelCall call)
            where L : struct, IVectorLane<L, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => ExtremeGrains<RealSearch<R, L, T>, T>.Run(axes, call);
    }
}

/// <summary>Finds the extreme of a tile.</summary>
internal unsafe interface ISearch<T>
    where T : unmanaged
{
    /// <summary>The extreme value; for floats NaN if there is one.</summary>
    static abstract T Extreme(T* x, long count);

    /// <summary>Whether a value takes the place of the best so far.</summary>
    static abstract bool Beats(T value, T best);

    /// <summary>The first place of the extreme value.</summary>
    static abstract long FirstOf(T* x, T extreme);
}

/// <summary>Floats: the extreme comes from lanes, its place from a second look at the tile.</summary>
internal readonly unsafe struct RealSearch<R, L, T> : ISearch<T>
    where R : struct, IExtremeReduction
    where L : struct, IVectorLane<L, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static T Extreme(T* x, long count)
    {
        L best = L.Constant(R.Identity);
        long i = 0;
        for (; i <= count - L.Count; i += L.Count)
            best = R.Combine(best, L.Load(x + i));
        T result = R.Largest ? L.MaxElement(best) : L.MinElement(best);
        for (; i < count; i++)
            result = R.Largest ? T.Max(result, x[i]) : T.Min(result, x[i]);
        return result;
    }

    public static bool Beats(T value, T best) => !T.IsNaN(best) && (T.IsNaN(value) || (R.Largest ? value > best : value < best));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static long FirstOf(T* x, T extreme)
    {
        long i = 0;
        if (T.IsNaN(extreme))
        {
            while (!T.IsNaN(x[i]))
                i++;
        }
        else
        {
            while (x[i] != extreme)
                i++;
        }

        return i;
    }
}

/// <summary>Integers and truth values, in int64.</summary>
internal readonly unsafe struct WholeSearch<R> : ISearch<long>
    where R : struct, IExtremeReduction
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static long Extreme(long* x, long count)
    {
        long best = x[0];
        for (long i = 1; i < count; i++)
            best = R.Largest ? Math.Max(best, x[i]) : Math.Min(best, x[i]);
        return best;
    }

    public static bool Beats(long value, long best) => R.Largest ? value > best : value < best;

    public static long FirstOf(long* x, long extreme)
    {
        long i = 0;
        while (x[i] != extreme)
            i++;
        return i;
    }
}

/// <summary>For each kept element the extreme of the reduced ones, tile by tile in row-major order.</summary>
internal unsafe struct ExtremeGrains<S, T> : IGrains
    where S : struct, ISearch<T>
    where T : unmanaged
{
    ReductionPlan _plan;
    Operand _input;
    Operand _values;
    Operand _places;

    public static void Run(uint axes, KernelCall call)
    {
        ExtremeGrains<S, T> work = new() { _plan = ReductionPlan.Make(call.Inputs[0], axes), _input = call.Inputs[0], _values = call.Outputs[0], _places = call.Outputs[1] };
        long perGrain = PerGrain(work._plan);
        Workers.Run((work._plan.Kept + perGrain - 1) / perGrain, in work);
    }

    public readonly void Run(long grain)
    {
        T* tile = stackalloc T[TileOperand.Tile];
        int size = _input.DType.Size();
        (long inner, long stride) = _plan.InnerReduced;
        TileOperand operand = new(_input.DType, stride);
        long perGrain = PerGrain(_plan);
        for (long kept = grain * perGrain; kept < Math.Min(_plan.Kept, (grain + 1) * perGrain); kept++)
        {
            long offset = _plan.KeptOffset(kept), place = -1;
            T best = default;
            for (long at = 0; at < _plan.Reduced;)
            {
                long length = Math.Min(Math.Min(TileOperand.Tile, _plan.Reduced - at), inner - (at % inner));
                T* values = operand.Load(_input.Address + (nint)((offset + _plan.ReducedOffset(at)) * size), 0, length, tile);
                T extreme = S.Extreme(values, length);
                if (place < 0 || S.Beats(extreme, best))
                {
                    long first = S.FirstOf(values, extreme);
                    (best, place) = (values[first], at + first);
                }

                at += length;
            }

            Casts.FromTile(&best, (byte*)_values.Address + (kept * _values.DType.Size()), _values.DType, 1);
            ((long*)_places.Address)[kept] = place;
        }
    }

    static long PerGrain(in ReductionPlan plan) => Math.Max(1, 16384 / Math.Max(1, plan.Reduced));
}
