using System.Numerics;
using System.Runtime.CompilerServices;
using Lamina.Cpu.Elementwise;
using Lamina.Ops;

namespace Lamina.Cpu.Random;

/// <summary>The inner loop of dropout by a mask of bytes, for elements whose order in memory is not their logical one.</summary>
internal readonly unsafe struct DropSegment<T>(TileOperand y, TileOperand x, long maskStride, T scale) : ISegment
    where T : unmanaged, INumber<T>
{
    public static void Launch(in Operand output, in Operand input, in Operand dropped, T scale)
    {
        Operand[] inputs = [input, dropped];
        StridedPlan plan = StridedPlan.Make(output, inputs);
        DropSegment<T> segment = new(new TileOperand(output.DType, plan.InnerStride(0)), new TileOperand(input.DType, plan.InnerStride(1)), plan.InnerStride(2), scale);
        SegmentWalk<DropSegment<T>>.Run(plan, segment, output, inputs);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(ReadOnlySpan<nint> addresses, long count)
    {
        T* tile = stackalloc T[TileOperand.Tile];
        byte* mask = (byte*)addresses[2];
        for (long first = 0; first < count; first += TileOperand.Tile)
        {
            long length = Math.Min(TileOperand.Tile, count - first);
            T* source = x.Load(addresses[1], first, length, tile);
            T* target = y.Target(addresses[0], first, tile);
            for (long i = 0; i < length; i++)
                target[i] = mask[(first + i) * maskStride] != 0 ? T.Zero : source[i] * scale;
            y.Store(addresses[0], first, length, target);
        }
    }
}
