using Lamina.Ops;

namespace Lamina.Cpu.Reductions;

/// <summary>
/// A reduction brought to a standard form: kept axes outside, reduced axes inside, each group merged where memory allows.
/// </summary>
internal unsafe struct ReductionPlan
{
    public int KeptRank;
    public int ReducedRank;
    public long Kept;
    public long Reduced;
    fixed long _sizes[2 * Shape.MaxRank];
    fixed long _strides[2 * Shape.MaxRank];

    /// <summary>Plans the reduction of the axes whose bit is set.</summary>
    public static ReductionPlan Make(in Operand input, uint reducedAxes)
    {
        ReductionPlan plan = default;
        plan.Kept = plan.Reduced = 1;
        for (int axis = 0; axis < input.Shape.Rank; axis++)
        {
            if ((reducedAxes >> axis & 1) == 0)
                plan.Append(ref plan.KeptRank, 0, ref plan.Kept, input.Shape[axis], input.Strides[axis]);
        }

        for (int axis = 0; axis < input.Shape.Rank; axis++)
        {
            if ((reducedAxes >> axis & 1) != 0)
                plan.Append(ref plan.ReducedRank, Shape.MaxRank, ref plan.Reduced, input.Shape[axis], input.Strides[axis]);
        }

        return plan;
    }

    /// <summary>The stride of the innermost kept axis, and its size.</summary>
    public readonly (long Size, long Stride) InnerKept => KeptRank == 0 ? (1, 0) : (_sizes[KeptRank - 1], _strides[KeptRank - 1]);

    /// <summary>The stride of the innermost reduced axis, and its size.</summary>
    public readonly (long Size, long Stride) InnerReduced =>
        ReducedRank == 0 ? (1, 0) : (_sizes[Shape.MaxRank + ReducedRank - 1], _strides[Shape.MaxRank + ReducedRank - 1]);

    /// <summary>Offset, in elements, of the kept index.</summary>
    public readonly long KeptOffset(long index) => Offset(0, KeptRank, index);

    /// <summary>Offset, in elements, of the reduced index.</summary>
    public readonly long ReducedOffset(long index) => Offset(Shape.MaxRank, ReducedRank, index);

    readonly long Offset(int group, int rank, long index)
    {
        long offset = 0;
        for (int i = rank - 1; i >= 0; i--)
        {
            (index, long here) = Math.DivRem(index, _sizes[group + i]);
            offset += here * _strides[group + i];
        }

        return offset;
    }

    void Append(ref int rank, int group, ref long count, long size, long stride)
    {
        count *= size;
        if (size == 1)
            return;
        if (rank > 0 && _strides[group + rank - 1] == stride * size)
        {
            _sizes[group + rank - 1] *= size;
            _strides[group + rank - 1] = stride;
            return;
        }

        _sizes[group + rank] = size;
        _strides[group + rank++] = stride;
    }
}
