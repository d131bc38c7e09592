namespace Lamina;

public sealed partial class Tensor
{
    // From so many rows on, PyTorch takes the product as well.
    const long ProductRows = 25;

    /// <summary>The p-distance of every row from every row of another matrix, (Σ |a − b|ᵖ)^(1/p). PyTorch's <c>cdist</c>.</summary>
    /// <param name="other">[..., m, d]; the axes before broadcast.</param>
    /// <param name="p">The order: 1, 2, ∞ or any other above 0; 0 counts what differs.</param>
    /// <param name="byProduct">For p = 2, whether to use |a|² + |b|² − 2ab: faster for many rows, but distances that are small beside the rows' own
    /// lengths lose digits. If null, from 26 rows on, as PyTorch. The rows are moved to their mean first, which leaves more digits.</param>
    /// <remarks>**Shape:** [..., n, d] and [..., m, d] → [..., n, m]. **Gradient:** 0 where a distance is 0.</remarks>
    /// <exception cref="ShapeException">There are fewer than two axes, the last ones differ, or the others do not broadcast.</exception>
    public Tensor Cdist(Tensor other, double p = 2, bool? byProduct = null)
    {
        if (Rank < 2 || other.Rank < 2 || Shape[^1] != other.Shape[^1])
            throw new ShapeException($"Cdist: rows of one length are compared, [..., n, d] and [..., m, d]; got {Shape} and {other.Shape}. Use `Unsqueeze` for a single row.");
        DType result = DTypes.ResultType(Spec, other.Spec).ToFloating();
        Tensor a = Widened(), b = other.Widened();
        if (p != 2 || !(byProduct ?? (Shape[^2] > ProductRows || other.Shape[^2] > ProductRows)))
            return (a.Unsqueeze(-2) - b.Unsqueeze(-3)).Norm(p, [-1]).To(result);
        Tensor centre = b.Detach().Mean([-2], keepDims: true);
        (a, b) = (a - centre, b - centre);
        Tensor squares = a.Square().Sum([-1], keepDims: true) + b.Square().Sum(-1).Unsqueeze(-2) - (2 * a.MatMul(b.T));
        return squares.Clamp(min: 0).RootOfSquares().To(result);
    }
}
