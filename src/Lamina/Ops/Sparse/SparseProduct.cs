namespace Lamina.Ops;

/// <summary>
/// A matrix of few entries times a dense one: y[i, :] = Σ values[e]·x[columns[e], :] over the entries e of row i, in their order.
/// Inputs: the rows, columns and values of the entries, each [entries], and x [columns, width].
/// </summary>
internal sealed partial record SparseProduct(long Rows) : Op
{
    public override string Name => "sparse_matmul";

    /// <summary>16-bit floats are added up in float32 and rounded once.</summary>
    public static Tensor Run(long rowCount, Tensor rows, Tensor columns, Tensor values, Tensor x)
    {
        DType dtype = DTypes.Promote(values.DType, x.DType), wide = dtype is DType.Float16 or DType.BFloat16 ? DType.Float32 : dtype;
        return Dispatch.Run(new SparseProduct(rowCount), rows.AsIndex("sparse_matmul"), columns.AsIndex("sparse_matmul"), values.To(wide).Contiguous(), x.To(wide).Contiguous()).To(dtype);
    }

    public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        Shape entries = inputs[2].Shape;
        if (entries.Rank != 1 || inputs[0].Shape != entries || inputs[1].Shape != entries)
            throw new ShapeException($"{Name}: rows {inputs[0].Shape}, columns {inputs[1].Shape} and values {entries}; each has one number for every entry, [entries]. Give lists of one length.");
        if (inputs[3].Shape.Rank != 2)
            throw new ShapeException($"{Name}: {entries} entries times {inputs[3].Shape}; the second matrix is [columns, width]. Reshape it, or multiply its parts one by one.");
        if (!inputs[2].DType.IsFloatingPoint() || inputs[2].DType != inputs[3].DType)
            throw new DTypeException($"{Name}: values {inputs[2]} and a matrix {inputs[3]}; both are of one floating-point dtype. Convert them with `To`.");
        return [inputs[3] with { Shape = [Rows, inputs[3].Shape[1]], Format = MemoryFormat.Contiguous }];
    }

    public override Saves Saves(ulong needed) => new(Inputs: 0b0011UL | ((needed & 0b0100) != 0 ? 0b1000UL : 0) | ((needed & 0b1000) != 0 ? 0b0100UL : 0));

    public override Tensor?[] Backward(BackwardContext context)
    {
        Tensor gradient = context.Gradient, rows = context.Input(0), columns = context.Input(1);
        Tensor? values = context.Needs(2) ? (gradient.IndexSelect(0, rows) * context.Input(3).IndexSelect(0, columns)).Sum([1]) : null;

        // The transposed matrix has rows and columns exchanged.
        Tensor? x = context.Needs(3) ? Run(context.InputSpecs[3].Shape[0], columns, rows, context.Input(2), gradient) : null;
        return [null, null, values, x];
    }

    public override Tensor[] Decompose(ReadOnlySpan<Tensor> inputs) =>
        [IndexSum.Run(Rows, 0, inputs[3].IndexSelect(0, inputs[1]) * inputs[2].Unsqueeze(1), inputs[0])];

    public override Cost Cost(ReadOnlySpan<TensorSpec> inputs, ReadOnlySpan<TensorSpec> outputs) =>
        base.Cost(inputs, outputs) with { Flops = 2.0 * inputs[2].Shape.Count * inputs[3].Shape[1] };

    // Where each row's entries begin, and the entries sorted by row.
    public override long Workspace(ReadOnlySpan<TensorSpec> inputs, ReadOnlySpan<TensorSpec> outputs) => 8 * (Rows + 1 + inputs[0].Shape.Count);
}
