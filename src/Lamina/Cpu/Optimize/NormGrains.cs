using System.Numerics;
using System.Runtime.CompilerServices;
using Lamina.Cpu.Elementwise;
using Lamina.Ops;
using Lamina.Simd;

namespace Lamina.Cpu.Optimize;

/// <summary>
/// A norm's terms over one gapless tensor: short tiles in lanes, tiles and grains in double precision and in order, so that the
/// bits depend on shape and SIMD tier alone.
/// </summary>
internal readonly unsafe struct NormGrains<N, L, T>(Operand input, double* partials) : IGrains
    where N : struct, INormTerm
    where L : struct, IVectorLane<L, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    const long GrainElements = 32768;

    public static long GrainsOf(long count) => (count + GrainElements - 1) / GrainElements;

    public static double Measure(in Operand input, nint workspace)
    {
        double* partials = (double*)workspace;
        long grains = GrainsOf(input.Shape.Count);
        NormGrains<N, L, T> work = new(input, partials);
        Workers.Run(grains, in work);
        Double1 total = default;
        for (long i = 0; i < grains; i++)
            total = N.Combine(total, Double1.Broadcast(partials[i]));
        return Double1.Sum(total);
    }

    public void Run(long grain)
    {
        long first = grain * GrainElements, last = Math.Min(input.Shape.Count, first + GrainElements);
        TileOperand operand = new(input.DType, 1);
        T* tile = stackalloc T[TileOperand.Tile];
        Double1 total = default;
        for (long i = first; i < last; i += TileOperand.Tile)
        {
            long count = Math.Min(TileOperand.Tile, last - i);
            total = N.Combine(total, Double1.Broadcast(Tile(operand.Load(input.Address, i, count, tile), count)));
        }

        partials[grain] = Double1.Sum(total);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static double Tile(T* x, long count)
    {
        L sum = L.Constant(0), other = sum;
        long i = 0;
        for (; i <= count - (2 * L.Count); i += 2 * L.Count)
        {
            sum = N.Combine(sum, N.Term(L.Load(x + i)));
            other = N.Combine(other, N.Term(L.Load(x + i + L.Count)));
        }

        T* tail = stackalloc T[2 * L.Count];
        for (int k = 0; k < 2 * L.Count; k++)
            tail[k] = k < count - i ? x[i + k] : T.Zero;
        sum = N.Combine(N.Combine(sum, N.Term(L.Load(tail))), N.Combine(other, N.Term(L.Load(tail + L.Count))));

        // Lane by lane, so that a largest magnitude is found as a sum is.
        L.Store(tail, sum);
        Double1 total = default;
        for (int k = 0; k < L.Count; k++)
            total = N.Combine(total, Double1.Broadcast(double.CreateTruncating(tail[k])));
        return Double1.Sum(total);
    }
}
