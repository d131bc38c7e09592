namespace Lamina;

public sealed partial class Tensor
{
    /// <summary>
    /// Einstein's summation: products of tensors, summed over the axes that the result does not name. One letter stands
    /// for one axis, "…" (three dots) for any number of axes, which broadcast.
    /// </summary>
    /// <param name="equation">
    /// The letters of each tensor, separated by commas, then optionally <c>-></c> and the letters of the result, as in
    /// <c>"bij,bjk->bik"</c>. Without an arrow the result has the axes of the dots, then the letters that occur once, in alphabetical
    /// order. A letter twice in one tensor takes the diagonal: <c>"ii"</c> is the trace.
    /// </param>
    /// <param name="operands">As many tensors as the equation has terms.</param>
    /// <remarks>Tensors are contracted from left to right, by matrix products where an axis is summed over; the order of the terms decides the work.</remarks>
    /// <exception cref="ShapeException">The equation cannot be read, or does not fit the shapes.</exception>
    public static Tensor Einsum(string equation, params ReadOnlySpan<Tensor> operands)
    {
        ArgumentNullException.ThrowIfNull(equation);
        Shape[] shapes = new Shape[operands.Length];
        for (int i = 0; i < shapes.Length; i++)
            shapes[i] = operands[i].Shape;
        Ops.EinsumEquation parsed = Ops.EinsumEquation.Parse(equation, shapes);
        Ops.Labelled result = Ops.Labelled.Of(operands[0], parsed.Terms[0]);
        for (int i = 1; i < operands.Length; i++)
        {
            HashSet<int> wanted = [.. parsed.Result, .. parsed.Terms[(i + 1)..].SelectMany(term => term)];
            result = result.Times(Ops.Labelled.Of(operands[i], parsed.Terms[i]), wanted);
        }

        return result.As(parsed.Result);
    }
}
