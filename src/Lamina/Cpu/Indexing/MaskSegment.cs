using System.Runtime.CompilerServices;
using Lamina.Cpu.Elementwise;
using Lamina.Ops;

namespace Lamina.Cpu.Indexing;

/// <summary>The inner loop of a masked write: elements are moved as they are, whatever their type.</summary>
internal readonly unsafe struct MaskSegment(int size, long outputStride, long maskStride, long valueStride) : ISegment
{
    public static void Launch(in Operand output, ReadOnlySpan<Operand> inputs)
    {
        StridedPlan plan = StridedPlan.Make(output, inputs);
        SegmentWalk<MaskSegment>.Run(plan, new MaskSegment(output.DType.Size(), plan.InnerStride(0), plan.InnerStride(1), plan.InnerStride(2)), output, inputs);
    }

    public void Run(ReadOnlySpan<nint> addresses, long count)
    {
        switch (size)
        {
            case 1: Write((byte*)addresses[0], (bool*)addresses[1], (byte*)addresses[2], count); break;
            case 2: Write((ushort*)addresses[0], (bool*)addresses[1], (ushort*)addresses[2], count); break;
            case 4: Write((uint*)addresses[0], (bool*)addresses[1], (uint*)addresses[2], count); break;
            default: Write((ulong*)addresses[0], (bool*)addresses[1], (ulong*)addresses[2], count); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void Write<T>(T* output, bool* mask, T* value, long count)
        where T : unmanaged
    {
        for (long i = 0; i < count; i++)
        {
            if (mask[i * maskStride])
                output[i * outputStride] = value[i * valueStride];
        }
    }
}
