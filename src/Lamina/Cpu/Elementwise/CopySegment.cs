using System.Runtime.CompilerServices;
using Lamina.Ops;

namespace Lamina.Cpu.Elementwise;

/// <summary>Copies one operand into another, converting the dtype on the way.</summary>
internal readonly unsafe struct CopySegment(DType to, long toStride, DType from, long fromStride) : ISegment
{
    public static void Launch(in Operand output, in Operand input)
    {
        ReadOnlySpan<Operand> inputs = new(in input);
        StridedPlan plan = StridedPlan.Make(output, inputs);
        SegmentWalk<CopySegment>.Run(plan, new CopySegment(output.DType, plan.InnerStride(0), input.DType, plan.InnerStride(1)), output, inputs);
    }

    public static void Launch(KernelCall call)
    {
        StridedPlan plan = StridedPlan.Make(call.Outputs[0], call.Inputs);
        SegmentWalk<CopySegment>.Run(plan, new CopySegment(call.Outputs[0].DType, plan.InnerStride(0), call.Inputs[0].DType, plan.InnerStride(1)), call);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(ReadOnlySpan<nint> addresses, long count)
    {
        byte* destination = (byte*)addresses[0], source = (byte*)addresses[1];
        int toSize = to.Size();
        if (to == from && toStride == 1 && fromStride == 1)
        {
            System.Buffer.MemoryCopy(source, destination, count * toSize, count * toSize);
            return;
        }

        if (fromStride == 0 && toStride == 1)
        {
            Repeat(source, destination, count);
            return;
        }

        if (to == from && toStride == 1)
        {
            Strided.Gather(source, destination, toSize, fromStride, count);
            return;
        }

        if (to == from && fromStride == 1)
        {
            Strided.Scatter(source, destination, toSize, toStride, count);
            return;
        }

        Convert(source, destination, count);
    }

    [SkipLocalsInit]
    void Convert(byte* source, byte* destination, long count)
    {
        int toSize = to.Size(), fromSize = from.Size();
        byte* gathered = stackalloc byte[TileOperand.Tile * 8];
        byte* converted = stackalloc byte[TileOperand.Tile * 8];
        for (long first = 0; first < count; first += TileOperand.Tile)
        {
            long tile = Math.Min(TileOperand.Tile, count - first);
            byte* read = source + (first * fromStride * fromSize);
            byte* write = destination + (first * toStride * toSize);
            if (fromStride != 1)
            {
                Strided.Gather(read, gathered, fromSize, fromStride, tile);
                read = gathered;
            }

            byte* target = toStride == 1 ? write : converted;
            if (to == from)
                System.Buffer.MemoryCopy(read, target, tile * toSize, tile * toSize);
            else
                Casts.Between(read, from, target, to, tile);
            if (toStride != 1)
                Strided.Scatter(target, write, toSize, toStride, tile);
        }
    }

    void Repeat(byte* source, byte* destination, long count)
    {
        byte* value = stackalloc byte[8];
        Casts.Between(source, from, value, to, 1);
        int length = (int)count;
        switch (to.Size())
        {
            case 1: new Span<byte>(destination, length).Fill(*value); break;
            case 2: new Span<ushort>(destination, length).Fill(*(ushort*)value); break;
            case 4: new Span<uint>(destination, length).Fill(*(uint*)value); break;
            default: new Span<ulong>(destination, length).Fill(*(ulong*)value); break;
        }
    }
}
