namespace Lamina.Training;

/// <summary>
/// Means and sums of products about them, joined without the loss of digits that sums of squares have.
/// </summary>
/// <remarks>Source: T. F. Chan, G. H. Golub, R. J. LeVeque, Updating Formulae and a Pairwise Algorithm for Computing Sample Variances, 1979.</remarks>
internal static class Moments
{
    /// <summary>How the mean moves towards the other part's: δ·m/(n + m), where δ is the distance of the means. Nothing if both are empty.</summary>
    public static Tensor Step(Tensor n, Tensor m, Tensor distance) => distance * (m / Tensor.Maximum(n + m, 1));

    /// <summary>What joining adds to a sum of products: δx·δy·n·m/(n + m).</summary>
    public static Tensor Cross(Tensor n, Tensor m, Tensor product) => product * (n * m / Tensor.Maximum(n + m, 1));

    /// <summary>Predictions or targets as rows of float64, [n, outputs].</summary>
    /// <exception cref="ShapeException">The counts differ.</exception>
    public static (Tensor Prediction, Tensor Target) Rows(string metric, Tensor prediction, Tensor target)
    {
        if (prediction.Count != target.Count || prediction.Rank == 0 || target.Rank == 0 || prediction.Shape[0] != target.Shape[0])
            throw new ShapeException($"The metric '{metric}' compares prediction and target element by element, samples along axis 0; got {prediction.Spec} and {target.Spec}. Give both one shape.");
        long rows = prediction.Shape[0], columns = rows == 0 ? 1 : prediction.Count / rows;
        return (prediction.To(DType.Float64).Reshape(rows, columns), target.To(DType.Float64).Reshape(rows, columns));
    }
}
