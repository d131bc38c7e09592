namespace Lamina;

public sealed partial class Tensor
{
    /// <summary>
    /// The point of the simplex that lies nearest, along an axis: max(x − τ, 0), where τ makes the sum 1. As <see cref="Softmax(int)"/> positive and with sum 1, but small elements give 0.
    /// </summary>
    /// <param name="axis">The axis along which the results add up to 1.</param>
    /// <remarks>
    /// τ = (Σ x − 1) / k over the k largest elements, with the largest k for which 1 + k·x₍ₖ₎ > x₍₁₎ + … + x₍ₖ₎. As Keras' <c>sparsemax</c>. Gradient: g less its mean over the elements above τ, 0 for the others. 16-bit floats are
    /// computed in float32, integers give float32. Source: Martins and Astudillo, From Softmax to Sparsemax (2016).
    /// </remarks>
    public Tensor Sparsemax(int axis = -1)
    {
        if (Rank == 0)
            return Unsqueeze(0).Sparsemax(0).Squeeze(0);
        int at = Axis(axis);
        long size = Shape[at];
        if (Count == 0)
            return To(DType.ToFloating());

        // Neither the largest element nor which ones are above τ has a part in the gradient.
        Tensor x = Widened(), still = x.Detach(), top = still.Max(at, keepDims: true).Values;
        x -= top;
        Tensor sorted = (still - top).Sort(at, descending: true).Values, sums = sorted.CumSum(at);
        Tensor ranks = Arange(1, size + 1).To(x.DType).Reshape([size, .. Enumerable.Repeat(1L, Rank - 1 - at)]);
        Tensor k = ((ranks * sorted) + 1 > sums).To(x.DType).Sum([at], keepDims: true);
        Tensor least = (sums.Gather(at, (k - 1).Clamp(0, size - 1).To(DType.Int64)) - 1) / k;
        Tensor above = x.Detach() > least;
        Tensor threshold = (Where(above, x, 0).Sum([at], keepDims: true) - 1) / above.To(x.DType).Sum([at], keepDims: true);
        return (x - threshold).Relu().To(DType.ToFloating());
    }
}
