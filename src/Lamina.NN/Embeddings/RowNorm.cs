namespace Lamina.NN;

/// <summary>The bound on the rows of a table that <see cref="Embedding"/> and <see cref="EmbeddingBag"/> keep.</summary>
internal static class RowNorm
{
    // Keeps the quotient finite, as in PyTorch.
    const double Least = 1e-7;

    /// <summary>Scales the rows that are to be looked up down to the bound, in place and beside the gradient.</summary>
    /// <param name="weight">[count, dim].</param>
    /// <param name="numbers">The rows, int64, 1-d.</param>
    /// <param name="bound">The largest norm; null for none.</param>
    /// <param name="p">Which norm.</param>
    public static void Limit(Parameter weight, Tensor numbers, double? bound, double p)
    {
        if (bound is not { } most || numbers.Count == 0)
            return;
        using (Gradients.Off())
        {
            Tensor table = weight.Value.Detach(), rows = table.IndexSelect(0, numbers), norms = rows.Norm(p, [1], keepDims: true);
            table[numbers] = Tensor.Where(norms > most, rows * (most / (norms + Least)), rows);
        }
    }

    public static (double? Bound, double P) Checked(string layer, double? bound, double p) => (bound is null or > 0) && p > 0
        ? (bound, p)
        : throw new NumericException($"{layer}: the largest norm, {bound}, and its order, {p}, are above 0.");
}
