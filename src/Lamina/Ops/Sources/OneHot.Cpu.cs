using Lamina.Cpu.Elementwise;
using Lamina.Cpu.Indexing;

namespace Lamina.Ops;

internal sealed unsafe partial record OneHot
{
    protected internal override void Compute(KernelCall call)
    {
        Operand indices = call.Inputs[0];
        IndexCheck.InRange(Name, indices, Classes, indices.Shape.Rank);
        byte* start = (byte*)call.Outputs[0].Address;
        int size = DType.Size();
        long* index = (long*)indices.Address;
        System.Runtime.InteropServices.NativeMemory.Clear(start, (nuint)(call.Outputs[0].Shape.Count * size));
        double one = 1;
        for (long i = 0; i < indices.Shape.Count; i++)
            Casts.FromTile(&one, start + (((i * Classes) + index[i]) * size), DType, 1);
    }
}
