using System.Runtime.CompilerServices;
using Lamina.Ops;

namespace Lamina.Cpu.Indexing;

/// <summary>Looks at all indices before a kernel uses any, so that a wrong one changes nothing and is named the same way every time.</summary>
internal static unsafe class IndexCheck
{
    /// <summary>Every index is 0 … size − 1.</summary>
    /// <exception cref="IndexException">The first that is not.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void InRange(string op, in Operand indices, long size, int axis)
    {
        long* index = (long*)indices.Address;
        long count = indices.Shape.Count;
        for (long i = 0; i < count; i++)
        {
            if ((ulong)index[i] >= (ulong)size)
                throw new IndexException($"{op}: index {index[i]} (element {i} of the indices {indices.Shape}) is outside axis {axis} of size {size}; indices run from 0 to {size - 1}.");
        }
    }

    /// <summary>These kernels walk memory without strides; the public methods make their inputs so.</summary>
    public static void Contiguous(KernelCall call)
    {
        foreach (Operand input in call.Inputs)
        {
            if (!input.IsContiguous)
                throw new InvalidOperationException($"{call.Op.Name} takes contiguous inputs; got one of {input.Shape} with strides [{string.Join(", ", input.Strides.ToArray())}].");
        }
    }
}
