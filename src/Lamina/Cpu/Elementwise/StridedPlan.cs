using Lamina.Ops;

namespace Lamina.Cpu.Elementwise;

/// <summary>
/// How to walk the output and the inputs of an elementwise op together: axes of size 1 dropped, axes that lie alike in
/// all operands merged, ordered so that the output is written in the order of its memory. The last axis is the inner one.
/// </summary>
internal unsafe struct StridedPlan
{
    public const int MaxOperands = 4;

    public int Rank;
    public int Operands;
    fixed long _sizes[Shape.MaxRank];
    fixed long _strides[MaxOperands * Shape.MaxRank];
    fixed long _addresses[MaxOperands];

    /// <summary>Elements along the inner axis; 1 for a single number.</summary>
    public long Inner => Rank == 0 ? 1 : _sizes[Rank - 1];

    /// <summary>Rows along all axes but the inner one.</summary>
    public long Outer
    {
        get
        {
            long outer = 1;
            for (int i = 0; i < Rank - 1; i++)
                outer *= _sizes[i];
            return outer;
        }
    }

    /// <summary>The step between inner elements of an operand, in elements.</summary>
    public long InnerStride(int operand) => Rank == 0 ? 1 : _strides[(operand * Shape.MaxRank) + Rank - 1];

    /// <summary>Plans a walk over the output's shape, to which every input broadcasts.</summary>
    public static StridedPlan Make(in Operand output, ReadOnlySpan<Operand> inputs)
    {
        StridedPlan plan = default;
        plan.Operands = inputs.Length + 1;
        Shape shape = output.Shape;
        Span<int> order = stackalloc int[Shape.MaxRank];
        int rank = 0;
        for (int axis = 0; axis < shape.Rank; axis++)
        {
            if (shape[axis] == 1)
                continue;

            // Insertion by the output's stride, largest first; equal strides (0) keep their order.
            int at = rank++;
            for (; at > 0 && output.Strides[order[at - 1]] < output.Strides[axis]; at--)
                order[at] = order[at - 1];
            order[at] = axis;
        }

        plan._addresses[0] = output.Address;
        for (int i = 0; i < inputs.Length; i++)
            plan._addresses[i + 1] = inputs[i].Address;
        Span<long> strides = stackalloc long[MaxOperands];
        for (int i = 0; i < rank; i++)
        {
            int axis = order[i];
            strides[0] = output.Strides[axis];
            for (int k = 0; k < inputs.Length; k++)
            {
                int own = axis - (shape.Rank - inputs[k].Shape.Rank);
                strides[k + 1] = own < 0 || inputs[k].Shape[own] == 1 ? 0 : inputs[k].Strides[own];
            }

            plan.Append(shape[axis], strides);
        }

        return plan;
    }

    /// <summary>Where a row stands along each axis but the inner one, and the addresses of all operands at its start.</summary>
    public readonly void AddressesOf(long row, Span<long> index, ReadOnlySpan<int> elementSizes, Span<nint> addresses)
    {
        for (int k = 0; k < Operands; k++)
            addresses[k] = (nint)_addresses[k];
        for (int axis = Rank - 2; axis >= 0; axis--)
        {
            (row, index[axis]) = Math.DivRem(row, _sizes[axis]);
            for (int k = 0; k < Operands; k++)
                addresses[k] += (nint)(index[axis] * _strides[(k * Shape.MaxRank) + axis] * elementSizes[k]);
        }
    }

    /// <summary>Goes on to the next row.</summary>
    /// <param name="index">Where the row stands along each axis but the inner one, as <see cref="AddressesOf"/> gives it.</param>
    /// <param name="elementSizes">Bytes of an element of each operand.</param>
    /// <param name="addresses">The addresses at the row's start.</param>
    public readonly void Advance(Span<long> index, ReadOnlySpan<int> elementSizes, Span<nint> addresses)
    {
        for (int axis = Rank - 2; axis >= 0; axis--)
        {
            bool isLast = ++index[axis] == _sizes[axis];
            long steps = isLast ? 1 - _sizes[axis] : 1;
            for (int k = 0; k < Operands; k++)
                addresses[k] += (nint)(steps * _strides[(k * Shape.MaxRank) + axis] * elementSizes[k]);
            if (!isLast)
                return;
            index[axis] = 0;
        }
    }

    // Merges with the axis before if every operand steps through both as through one.
    void Append(long size, ReadOnlySpan<long> strides)
    {
        bool merges = Rank > 0;
        for (int k = 0; k < Operands && merges; k++)
            merges = _strides[(k * Shape.MaxRank) + Rank - 1] == strides[k] * size;
        if (merges)
            _sizes[Rank - 1] *= size;
        else
            _sizes[Rank++] = size;
        for (int k = 0; k < Operands; k++)
            _strides[(k * Shape.MaxRank) + Rank - 1] = strides[k];
    }
}
