using System.Runtime.CompilerServices;
using Lamina.Cpu.Indexing;

namespace Lamina.Ops;

internal sealed unsafe partial record NonZero
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected internal override void Compute(KernelCall call)
    {
        IndexCheck.Contiguous(call);
        bool* truth = (bool*)call.Inputs[0].Address;
        long* place = (long*)call.Outputs[0].Address;
        Shape shape = call.Inputs[0].Shape;
        long all = shape.Count, found = 0;
        for (long i = 0; i < all && found < Count; i++)
        {
            if (!truth[i])
                continue;
            if (Flat)
            {
                place[found++] = i;
                continue;
            }

            long rest = i;
            for (int axis = shape.Rank - 1; axis >= 0; axis--)
                (rest, place[(found * shape.Rank) + axis]) = Math.DivRem(rest, shape[axis]);
            found++;
        }

        if (found != Count)
            throw new InvalidOperationException($"{Name}: {found} elements are true where {Count} were counted.");
    }
}
