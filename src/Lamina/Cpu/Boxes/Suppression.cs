using System.Runtime.CompilerServices;
using Lamina.Cpu.Elementwise;
using Lamina.Ops;

namespace Lamina.Cpu.Boxes;

/// <summary>Non-maximum suppression of sorted boxes, one after the other: each that stays drops those behind it.</summary>
internal static unsafe class Suppression
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(KernelCall call, double threshold)
    {
        Operand boxes = call.Inputs[0];
        long count = boxes.Shape[0];
        double* box = (double*)Scratch.Get(ScratchSlot.Kernel0, (count * 5 * sizeof(double)) + 8), area = box + (4 * count);
        long* kind = (long*)call.Inputs[1].Address;
        byte* keep = (byte*)call.Outputs[0].Address;
        Casts.ToTile((byte*)boxes.Address, boxes.DType, box, 4 * count);
        for (long i = 0; i < count; i++)
        {
            double* b = box + (4 * i);
            area[i] = (b[2] - b[0]) * (b[3] - b[1]);
            keep[i] = 1;
        }

        for (long i = 0; i < count; i++)
        {
            if (keep[i] == 0)
                continue;
            double* a = box + (4 * i);
            for (long j = i + 1; j < count; j++)
            {
                double* b = box + (4 * j);
                double width = Math.Min(a[2], b[2]) - Math.Max(a[0], b[0]), height = Math.Min(a[3], b[3]) - Math.Max(a[1], b[1]);
                double common = Math.Max(0, width) * Math.Max(0, height);
                if (kind[i] == kind[j] && common / (area[i] + area[j] - common) > threshold)
                    keep[j] = 0;
            }
        }
    }
}
