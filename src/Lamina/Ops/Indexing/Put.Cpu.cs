using System.Runtime.CompilerServices;

namespace Lamina.Ops;

internal sealed unsafe partial record Put
{
    protected internal override void Compute(KernelCall call)
    {
        Operand target = call.Outputs[0];
        long* places = (long*)call.Inputs[1].Address;
        long count = call.Inputs[1].Shape.Count;
        switch (target.DType.Size())
        {
            case 1: Write<byte>(target, places, call.Inputs[2].Address, count); break;
            case 2: Write<ushort>(target, places, call.Inputs[2].Address, count); break;
            case 4: Write<uint>(target, places, call.Inputs[2].Address, count); break;
            default: Write<ulong>(target, places, call.Inputs[2].Address, count); break;
        }
    }

    // One after another, so that the last stays whatever the number of threads.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Write<T>(in Operand target, long* places, nint values, long count)
        where T : unmanaged
    {
        T* start = (T*)target.Address, value = (T*)values;
        Shape shape = target.Shape;
        ReadOnlySpan<long> strides = target.Strides;
        for (long i = 0; i < count; i++)
        {
            long offset = target.IsContiguous ? places[i] : 0, rest = places[i];
            for (int axis = shape.Rank - 1; axis >= 0 && !target.IsContiguous; axis--)
            {
                (rest, long here) = Math.DivRem(rest, shape[axis]);
                offset += here * strides[axis];
            }

            start[offset] = value[i];
        }
    }
}
