using System.Runtime.InteropServices;
using Lamina.Cpu.Indexing;

namespace Lamina.Ops;

internal sealed unsafe partial record Triangle
{
    protected internal override void Compute(KernelCall call)
    {
        IndexCheck.Contiguous(call);
        Shape shape = call.Inputs[0].Shape;
        long rows = shape[^2], columns = shape[^1], matrices = shape.CountOf(..^2), size = call.Inputs[0].DType.Size();
        byte* from = (byte*)call.Inputs[0].Address, to = (byte*)call.Outputs[0].Address;
        for (long i = 0; i < matrices * rows; i++)
        {
            // The first column above the diagonal for the lower triangle, the first on it for the upper.
            long cut = Math.Clamp((i % rows) + Diagonal + (Upper ? 0 : 1), 0, columns);
            (long first, long last) = Upper ? (cut, columns) : (0, cut);
            byte* row = to + (i * columns * size);
            NativeMemory.Clear(row, (nuint)(columns * size));
            NativeMemory.Copy(from + (((i * columns) + first) * size), row + (first * size), (nuint)((last - first) * size));
        }
    }
}
