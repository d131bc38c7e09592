namespace Lamina.Keras;

/// <summary>The steps of sequences in the order in which a recurrent layer takes them: those that count first, in their own order.</summary>
internal sealed class MaskedSteps
{
    readonly Tensor _mask;

    /// <param name="layer">Who asks.</param>
    /// <param name="x">[N, steps, features].</param>
    /// <param name="mask">True where a step counts, [N, steps].</param>
    public MaskedSteps(RecurrentKerasLayer layer, Tensor x, Tensor mask)
    {
        if (mask.Shape != x.Shape[..2])
            throw new ShapeException($"{layer} takes a mask of {x.Shape[..2]} with an input of {x.Shape}; got {mask.Shape}.");
        _mask = mask.To(DType.Bool).To(DType.Int64);
        Lengths = _mask.Sum(1);
    }

    /// <summary>How many steps of each sequence count, [N].</summary>
    public Tensor Lengths { get; }

    /// <summary>The input with its steps in that order.</summary>
    public Tensor First(Tensor x)
    {
        // No two keys are equal, so that no sort moves equals.
        long steps = x.Shape[1];
        Tensor keys = Tensor.Arange(steps) + (steps * (1 - _mask));
        return Taken(x, keys.ArgSort(1));
    }

    /// <summary>The outputs at their own steps: a masked one has that of the step before, in the direction in which the layer runs; zeros if there is none.</summary>
    public Tensor Spread(Tensor outputs, bool reverse)
    {
        Tensor counted = _mask.CumSum(1), place = reverse ? counted - _mask : counted - 1;

        // Backwards the place behind the last step is one whose output is zero.
        Tensor taken = Taken(outputs, place.Clamp(min: 0));
        return reverse ? taken : Tensor.Where(place.Unsqueeze(2) >= 0, taken, 0);
    }

    static Tensor Taken(Tensor x, Tensor places) => x.Gather(1, places.Unsqueeze(2).Expand(x.Shape));
}
