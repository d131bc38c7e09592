namespace Lamina.Onnx.Translations;

/// <summary>What a recurrent node takes of the input: the sequence, [steps, batch, features], and how gates are made of it.</summary>
/// <param name="Name">The sequence.</param>
/// <param name="Weight">[gates, features].</param>
/// <param name="Bias">[gates], or null.</param>
internal sealed record SequenceInput(string Name, Tensor Weight, Tensor? Bias)
{
    /// <summary>Finds the product that made the gates, input 0 of the op; without one the gates are the sequence, and the weight is the identity.</summary>
    public static SequenceInput Of(OnnxContext c)
    {
        // Products are of rows; behind them stand the views that make rows a sequence again.
        Stack<OnnxContext> views = [];
        OnnxContext? maker = c.MakerOf(0);
        while (maker is not null && KeepsFeatures(maker))
        {
            views.Push(maker);
            maker = maker.MakerOf(0);
        }

        return Product(maker) is { } product
            ? new SequenceInput(Sequence(c, maker!, views), product.Weight, product.Bias)
            : new SequenceInput(c.Input(0), Tensor.Eye(c.InputSpec(0).Shape[2], dtype: c.InputSpec(0).DType), null);
    }

    static (Tensor Weight, Tensor? Bias)? Product(OnnxContext? maker)
    {
        if (maker is { Op.Name: "linear" } && maker.Fixed(1) is { } weight)
            return maker.Inputs < 3 ? (weight, null) : maker.Fixed(2) is { } bias ? (weight, bias) : null;
        return maker is { Op.Name: "matmul" } && maker.Fixed(1) is { Rank: 2 } matrix ? (matrix.T, null) : null;
    }

    // The views of the product, made of what it multiplied.
    static string Sequence(OnnxContext c, OnnxContext product, Stack<OnnxContext> views)
    {
        Extent features = product.InputExtents(0)[^1];
        Extent[] Sizes(OnnxContext view) => [.. view.OutputExtents(0)[..^1], features];
        OnnxContext? rows = product.MakerOf(0);
        Extent[] from = product.InputExtents(0);
        string name;
        if (views.TryPeek(out OnnxContext? back) && rows is { Op.Name: "reshape" } && rows.InputExtents(0).SequenceEqual(Sizes(back)))
        {
            // Rows that were made of a sequence of the same sizes.
            (name, from) = (rows.Input(0), Sizes(back));
            views.Pop();
        }
        else
        {
            name = product.Input(0);
        }

        foreach (OnnxContext view in views)
        {
            if (view.Op.Name == "reshape")
                name = MovementTranslations.Reshaped(c, name, from, Sizes(view));
            else if (view.Op.Name == "permute")
                name = c.Add("Transpose", [name], new OnnxAttribute("perm", view.Attribute<Shape>("Axes").ToArray()));
            from = Sizes(view);
        }

        return name;
    }

    static bool KeepsFeatures(OnnxContext c) => c.Op.Name switch
    {
        "reshape" => c.InputExtents(0) is [.., var before] && c.OutputExtents(0) is [.., var after] && before == after,
        "permute" => c.Attribute<Shape>("Axes") is var axes && axes[^1] == axes.Rank - 1,
        "copy" => c.InputSpec(0).DType == c.OutputSpec(0).DType,
        _ => false,
    };
}
