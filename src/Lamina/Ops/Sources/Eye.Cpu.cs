using Lamina.Cpu.Elementwise;

namespace Lamina.Ops;

internal sealed unsafe partial record Eye
{
    protected internal override void Compute(KernelCall call)
    {
        byte* start = (byte*)call.Outputs[0].Address;
        int size = DType.Size();
        System.Runtime.InteropServices.NativeMemory.Clear(start, (nuint)(Shape.Count * size));
        double one = 1;
        for (long i = 0; i < Math.Min(Shape[0], Shape[1]); i++)
            Casts.FromTile(&one, start + (i * (Shape[1] + 1) * size), DType, 1);
    }
}
