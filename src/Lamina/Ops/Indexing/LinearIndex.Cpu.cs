using System.Runtime.CompilerServices;
using Lamina.Cpu.Indexing;

namespace Lamina.Ops;

internal sealed unsafe partial record LinearIndex
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected internal override void Compute(KernelCall call)
    {
        IndexCheck.Contiguous(call);
        long* output = (long*)call.Outputs[0].Address;
        long count = call.Outputs[0].Shape.Count;
        for (int axis = 0; axis < call.Inputs.Length; axis++)
        {
            long* index = (long*)call.Inputs[axis].Address;
            long size = Sizes[axis];
            for (long i = 0; i < count; i++)
            {
                long at = index[i] < 0 ? index[i] + size : index[i];
                if ((ulong)at >= (ulong)size)
                    throw new IndexException($"{Name}: index {index[i]} (element {i} of the indices {call.Inputs[axis].Shape}) is outside axis {FirstAxis + axis} of size {size}; indices run from {-size} to {size - 1}.");
                output[i] = axis == 0 ? at : (output[i] * size) + at;
            }
        }
    }
}
