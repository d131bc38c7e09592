using Lamina.Ops;

namespace Lamina;

public sealed partial class Tensor
{
    /// <summary>
    /// A part of this tensor: <c>t[1, .., ^2..]</c>. Numbers and ranges give a view; tensors of indices and masks a copy,
    /// as NumPy has it: several are broadcast together, and their axes stand where the first was if they are neighbours, else in front.
    /// </summary>
    /// <remarks>
    /// Assigning writes into this tensor's memory, broadcast and converted to its dtype. Gradients flow to what is written,
    /// and no longer to what is overwritten. Where an element is named twice, the last value stays. An indexer has one
    /// type, so a bare number is no value here: write <c>t.Assign(0, mask)</c> for <c>t[mask] = 0</c>; see <see cref="Assign"/>.
    /// </remarks>
    /// <param name="indices">One for each axis, from the first on; axes not named are kept whole.</param>
    /// <exception cref="IndexException">An index lies outside its axis, or there are more indices than axes.</exception>
    /// <exception cref="ShapeException">A mask or an assigned value does not fit.</exception>
    /// <exception cref="GradientException">A leaf that requires gradients, or a view, is assigned to while gradients are recorded.</exception>
    public Tensor this[params ReadOnlySpan<TensorIndex> indices]
    {
        get
        {
            if (WholeMask(indices) is { } mask)
                return MaskedSelect(mask);
            IndexPlan plan = IndexPlan.Make(Shape, indices);
            return Pick(View(plan), plan.Tensors);
        }

        set => Write(value, indices);
    }

    /// <summary>Writes one number to a part of this tensor: <c>t.Assign(0, mask)</c>, <c>t.Assign(1, .., ^1)</c>, where NumPy has <c>t[mask] = 0</c>.</summary>
    /// <param name="value">The number; converted to this tensor's dtype.</param>
    /// <param name="indices">As between the brackets of the indexer.</param>
    /// <inheritdoc cref="this"/>
    public void Assign(Scalar value, params ReadOnlySpan<TensorIndex> indices) => Write(Full([], value, DType), indices);

    Tensor? WholeMask(ReadOnlySpan<TensorIndex> indices) =>
        indices.Length == 1 && indices[0] is { Kind: TensorIndexKind.Mask, Tensor: { } mask } && mask.Shape == Shape ? mask : null;

    // The part that numbers, ranges and new axes name, op by op, so that each brings its gradient.
    Tensor View(IndexPlan plan)
    {
        Tensor view = plan.Slices.Of(this);
        return view.Shape == plan.Result ? view : view.Reshape(plan.Result);
    }

    static Tensor Pick(Tensor view, IReadOnlyList<(int Axis, Tensor Index)> tensors)
    {
        if (tensors.Count == 0)
            return view;
        int first = tensors[0].Axis, count = tensors.Count;
        if (tensors[^1].Axis != first + count - 1)
        {
            int[] picked = [.. tensors.Select(t => t.Axis)];
            view = view.Permute([.. picked, .. Enumerable.Range(0, view.Rank).Except(picked)]);
            first = 0;
        }

        Shape shape = view.Shape, sizes = shape[first..(first + count)];
        Tensor index = LinearIndex.Run(sizes, first, [.. tensors.Select(t => t.Index)]);
        Shape before = shape[..first], behind = shape[(first + count)..];
        return view.Reshape([.. before, sizes.Count, .. behind]).IndexSelect(first, index.Reshape(-1)).Reshape([.. before, .. index.Shape, .. behind]);
    }

    void Write(Tensor value, ReadOnlySpan<TensorIndex> indices)
    {
        // A part of this tensor could change while it is being read.
        if (ReferenceEquals(value.Buffer, Buffer))
            value = value.Clone();
        if (value.Count == 1)
            value = value.Reshape();
        if (indices.Length == 1 && indices[0] is { Kind: TensorIndexKind.Mask, Tensor: { } mask } && IsBelow(value.Shape, mask))
        {
            CheckMask(mask);
            Shape lined = [.. mask.Shape, .. Enumerable.Repeat(1L, Rank - mask.Rank)];
            Dispatch.Run(new MaskAssign(), this, mask.Reshape(lined), value.To(DType));
            return;
        }

        IndexPlan plan = IndexPlan.Make(Shape, indices);
        if (plan.Tensors.Count == 0)
        {
            value = Fitted(value, plan.Result);
            Dispatch.Run(new SliceAssign(plan.Slices), this, value.Expand(plan.Result).Reshape(plan.Kept));
            return;
        }

        Tensor places = Arange(Count).Reshape(Shape)[indices].Contiguous();
        value = Fitted(value, places.Shape);
        Dispatch.Run(new Put(), this, places, value.To(DType).Expand(places.Shape).Contiguous());
    }

    void CheckMask(Tensor mask)
    {
        if (mask.Rank > Rank || mask.Shape != Shape[..mask.Rank])
            throw new ShapeException($"A mask of shape {mask.Shape} does not fit {Shape}; its sizes must be those of the first axes. `Expand` or `Reshape` the mask to them.");
    }

    // The value is the same for every true element of the mask.
    bool IsBelow(Shape value, Tensor mask) =>
        mask.Rank <= Rank && value.Rank <= Rank - mask.Rank && Shape.Broadcast(value, Shape[mask.Rank..]) == Shape[mask.Rank..];

    // Axes of size 1 in front that the place does not have are no obstacle: a single number goes anywhere.
    Tensor Fitted(Tensor value, Shape place)
    {
        int extra = 0;
        while (value.Rank - extra > place.Rank && value.Shape[extra] == 1)
            extra++;
        Tensor fitted = extra == 0 ? value : value.Reshape(value.Shape[extra..]);
        if (Shape.Broadcast(fitted.Shape, place) != place)
            throw new ShapeException($"A value of shape {value.Shape} does not fit into the part it is assigned to, which has shape {place} (the tensor has {Shape}). Give a value that broadcasts to that shape.");
        return fitted;
    }
}
