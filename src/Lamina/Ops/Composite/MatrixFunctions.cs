using Lamina.Ops;

namespace Lamina;

public sealed partial class Tensor
{
    /// <summary>The sum of the diagonal of matrices in the last two axes. PyTorch's <c>torch.trace</c>, for batches too.</summary>
    /// <exception cref="ShapeException">There are fewer than two axes.</exception>
    public Tensor Trace() => Rank >= 2
        ? Diagonal(0, Rank - 2, Rank - 1).Sum(-1)
        : throw new ShapeException($"Trace: matrices lie in the last two axes; got {Shape}. Use `Sum` for a vector.");

    /// <summary>A square matrix times itself so often; of a negative exponent, the power of the inverse. PyTorch's <c>torch.linalg.matrix_power</c>.</summary>
    /// <param name="exponent">How often; 0 gives unit matrices.</param>
    /// <exception cref="ShapeException">The matrices are not square.</exception>
    /// <exception cref="NumericException">A matrix is singular and the exponent negative.</exception>
    public Tensor MatrixPower(int exponent)
    {
        Tensor square = exponent < 0 ? Inverse() : Matrices.Of(this, nameof(MatrixPower), square: true);
        Tensor? result = null;
        for (long rest = Math.Abs((long)exponent); rest != 0; rest >>= 1)
        {
            if ((rest & 1) != 0)
                result = result is null ? square : result.MatMul(square);
            if (rest > 1)
                square = square.MatMul(square);
        }

        return (result ?? Matrices.Unit(square).Expand(Shape)).To(DType.ToFloating());
    }

    /// <summary>A norm of the matrices in the last two axes. PyTorch's <c>torch.linalg.matrix_norm</c>.</summary>
    /// <param name="kind">Which.</param>
    /// <remarks>**Shape:** [..., m, n] → [...].</remarks>
    /// <exception cref="ShapeException">There are fewer than two axes.</exception>
    public Tensor MatrixNorm(MatrixNormKind kind = MatrixNormKind.Frobenius)
    {
        Tensor a = Matrices.Of(this, nameof(MatrixNorm));
        Tensor norm = kind switch
        {
            MatrixNormKind.Nuclear => a.SingularValues().Sum(-1),
            MatrixNormKind.Spectral => a.SingularValues().Amax(-1),
            MatrixNormKind.One => a.Abs().Sum(-2).Amax(-1),
            MatrixNormKind.Infinity => a.Abs().Sum(-1).Amax(-1),
            _ => a.Norm(2, [-2, -1]),
        };
        return norm.To(DType.ToFloating());
    }

    /// <summary>The X that makes ‖A X − B‖ least, with this tensor as A; where several do (more columns than rows), the shortest. By QR factors, for A of full rank. PyTorch's <c>torch.linalg.lstsq</c>.</summary>
    /// <param name="right">B. A 1-d tensor is one column, and gives one.</param>
    /// <remarks>**Shape:** [..., m, n] and [..., m, k] → [..., n, k]. For an A that lacks rank, use <see cref="PseudoInverse"/> times B.</remarks>
    /// <exception cref="ShapeException">The shapes do not fit.</exception>
    public Tensor LeastSquares(Tensor right)
    {
        if (right.Rank == 1)
            return LeastSquares(right.Unsqueeze(-1)).Squeeze(-1);
        DType result = DTypes.ResultType(Spec, right.Spec).ToFloating();
        (Tensor a, Tensor b) = Matrices.Pair(this, right, nameof(LeastSquares), square: false);
        if (a.Shape[^2] >= a.Shape[^1])
        {
            (Tensor q, Tensor r) = a.Qr();
            return r.SolveTriangular(q.T.MatMul(b), upper: true).To(result);
        }

        (Tensor rows, Tensor triangle) = a.T.Qr();
        return rows.MatMul(triangle.T.SolveTriangular(b, upper: false)).To(result);
    }

    /// <summary>The Kronecker product: every element of this matrix times the whole other one. PyTorch's <c>torch.kron</c>, for two tensors of one rank.</summary>
    /// <param name="other">The other factor, of as many axes.</param>
    /// <remarks>**Shape:** [m, n] and [p, q] → [mp, nq], and likewise for any rank.</remarks>
    /// <exception cref="ShapeException">The ranks differ.</exception>
    public Tensor Kron(Tensor other)
    {
        if (Rank != other.Rank)
            throw new ShapeException($"Kron: both tensors need as many axes; got {Shape} and {other.Shape}. Use `Unsqueeze`.");
        long[] left = new long[2 * Rank], right = new long[2 * Rank], sizes = new long[Rank];
        for (int axis = 0; axis < Rank; axis++)
        {
            (left[2 * axis], left[(2 * axis) + 1]) = (Shape[axis], 1);
            (right[2 * axis], right[(2 * axis) + 1]) = (1, other.Shape[axis]);
            sizes[axis] = Shape[axis] * other.Shape[axis];
        }

        return (Reshape(left) * other.Reshape(right)).Reshape(sizes);
    }

    /// <summary>The vector product a × b of vectors of three numbers along an axis, broadcast. PyTorch's <c>torch.linalg.cross</c>.</summary>
    /// <param name="other">b.</param>
    /// <param name="axis">The axis of size 3, in the broadcast shape.</param>
    /// <exception cref="ShapeException">The axis has another size, or the shapes do not broadcast.</exception>
    public Tensor Cross(Tensor other, int axis = -1)
    {
        Shape shape = Ops.Elementwise.Broadcasting.Of("Cross", Shape, other.Shape);
        int at = shape.Axis(axis, nameof(Cross));
        if (shape[at] != 3)
            throw new ShapeException($"Cross: vectors of three numbers are multiplied; axis {axis} of {Shape} and {other.Shape} has size {shape[at]}. Choose another axis.");
        Tensor a = Expand(shape), b = other.Expand(shape);
        return (a.Roll(-1, at) * b.Roll(-2, at)) - (a.Roll(-2, at) * b.Roll(-1, at));
    }
}
