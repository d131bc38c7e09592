using Lamina.Onnx.Import;
using Lamina.Onnx.Values;

namespace Lamina.Onnx.Operators;

/// <summary>Reductions, running sums, and the largest elements.</summary>
internal static class ReductionOperators
{
    delegate Tensor Reduce(Tensor x, int[] axes, bool keepDims);

    public static void AddTo(OperatorTable table)
    {
        Add(table, "ReduceSum", (x, axes, keep) => x.Sum(axes, keep), newAxes: 13);
        Add(table, "ReduceMean", Mean);
        Add(table, "ReduceProd", (x, axes, keep) => x.Prod(axes, keep));
        Add(table, "ReduceMax", (x, axes, keep) => Extreme(x, axes, keep, largest: true));
        Add(table, "ReduceMin", (x, axes, keep) => Extreme(x, axes, keep, largest: false));
        Add(table, "ReduceL1", (x, axes, keep) => x.Abs().Sum(axes, keep));
        Add(table, "ReduceL2", (x, axes, keep) => x.To(x.DType.ToFloating()).Square().Sum(axes, keep).Sqrt());
        Add(table, "ReduceSumSquare", (x, axes, keep) => x.Square().Sum(axes, keep));
        Add(table, "ReduceLogSum", (x, axes, keep) => x.Sum(axes, keep).Log());
        Add(table, "ReduceLogSumExp", (x, axes, keep) => IsEmpty(x, axes) ? x.Exp().Sum(axes, keep).Log() : x.LogSumExp(axes, keep));
        table.One("ArgMax", call => Arg(call, largest: true));
        table.One("ArgMin", call => Arg(call, largest: false));
        table.Same("CumSum", call => Running(call, (x, axis, reverse) => x.CumSum(axis, reverse), 0));
        table.Same("CumProd", call => Running(call, (x, axis, reverse) => x.CumProd(axis, reverse), 1));
        table.Add("TopK", TopK);
    }

    static void Add(OperatorTable table, string name, Reduce reduce, long newAxes = 18) => table.Same(name, call =>
    {
        Tensor x = call.X();
        long[]? given = call.Opset >= newAxes ? (call.Has(1) ? call.Longs(1) : null) : call.Ints("axes");
        if (given is null or [] && call.Flag("noop_with_empty_axes"))
            return name is "ReduceSumSquare" or "ReduceL1" or "ReduceL2" or "ReduceLogSum" or "ReduceLogSumExp" ? reduce(x.Unsqueeze(0), [0], false) : x;
        int[] axes = given is null or [] ? [.. Enumerable.Range(0, x.Rank)] : [.. given.Select(axis => (int)(axis < 0 ? axis + x.Rank : axis))];
        return x.Rank == 0 ? reduce(x.Reshape(1), [0], false) : reduce(x, axes, call.Flag("keepdims", true));
    });

    static bool IsEmpty(Tensor x, int[] axes) => axes.Any(axis => x.Shape[axis] == 0);

    // Of integers, the quotient towards zero.
    static Tensor Mean(Tensor x, int[] axes, bool keep) =>
        x.DType.IsFloatingPoint() ? x.Mean(axes, keep) : x.To(DType.Float64).Mean(axes, keep).Truncate();

    static Tensor Extreme(Tensor x, int[] axes, bool keep, bool largest)
    {
        if (x.DType == DType.Bool)
            return Extreme(x.To(DType.UInt8), axes, keep, largest).NotEqualTo(0);
        if (IsEmpty(x, axes))
        {
            long[] sizes = [.. Enumerable.Range(0, x.Rank).Where(axis => keep || !axes.Contains(axis)).Select(axis => axes.Contains(axis) ? 1 : x.Shape[axis])];
            double worst = largest ? double.NegativeInfinity : double.PositiveInfinity;
            return Tensor.Full(Shape.Create(sizes), x.DType.IsFloatingPoint() ? worst : (ElementTypes.Of(x.DType).Range() ?? (long.MinValue, long.MaxValue)) is var range && largest ? range.Low : range.High, x.DType);
        }

        return largest ? x.Amax(axes, keep) : x.Amin(axes, keep);
    }

    static Tensor Arg(NodeCall call, bool largest)
    {
        Tensor x = call.X();
        int axis = call.Axis("axis", 0, x.Rank);
        bool keep = call.Flag("keepdims", true), last = call.Flag("select_last_index");
        Tensor y = last ? x.Flip(axis) : x;
        Tensor index = largest ? y.ArgMax(axis, keep) : y.ArgMin(axis, keep);
        return last ? x.Shape[axis] - 1 - index : index;
    }

    static Tensor Running(NodeCall call, Func<Tensor, int, bool, Tensor> run, double first)
    {
        Tensor x = call.X();
        int axis = (int)call.Long(1);
        axis = axis < 0 ? axis + x.Rank : axis;
        bool reverse = call.Flag("reverse");
        Tensor y = run(x, axis, reverse);
        if (!call.Flag("exclusive"))
            return y;
        Tensor edge = Tensor.Full(x.Shape.With(axis, 1), first, y.DType);
        return reverse ? Tensor.Concatenate([y.Slice(axis, 1), edge], axis) : Tensor.Concatenate([edge, y.Slice(axis, 0, x.Shape[axis] - 1)], axis);
    }

    static Value[] TopK(NodeCall call)
    {
        Tensor x = call.X();
        int axis = call.Axis("axis", -1, x.Rank);
        long k = call.Opset < 10 ? call.Int("k", 1) : call.Long(1);
        bool largest = call.Flag("largest", true);

        // Of equal elements the one of the lower index comes first: a stable order.
        (Tensor sorted, Tensor order) = x.Sort(axis, descending: largest);
        return [call.Like(0, sorted.Slice(axis, 0, k)), NodeCall.Of(order.Slice(axis, 0, k).To(DType.Int64))];
    }
}
