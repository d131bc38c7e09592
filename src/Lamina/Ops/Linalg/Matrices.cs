namespace Lamina.Ops;

/// <summary>What factorizations ask of their operands.</summary>
internal static class Matrices
{
    /// <summary>Contiguous matrices of float32 or float64.</summary>
    public static Tensor Of(Tensor x, string operation, bool square = false)
    {
        if (x.Rank < 2)
            throw new ShapeException($"{operation}: matrices lie in the last two axes; got {x.Shape}. Use `Unsqueeze` for a row or a column.");
        if (square && x.Shape[^1] != x.Shape[^2])
            throw new ShapeException($"{operation}: the matrices must be square; got {x.Shape}. Cut them, or use `LeastSquares` or `PseudoInverse` for others.");
        return x.Widened().Contiguous();
    }

    /// <summary>A system's matrix and right side with the same batch axes and dtype.</summary>
    public static (Tensor Matrix, Tensor Right) Pair(Tensor matrix, Tensor right, string operation, bool square = true)
    {
        Tensor a = Of(matrix, operation, square), b = Of(right, operation);
        if (a.Shape[^2] != b.Shape[^2])
            throw new ShapeException($"{operation}: {a.Shape} and the right side {b.Shape}: both must have as many rows. For a vector use `Unsqueeze(-1)`.");
        Shape batch = Shape.Broadcast(a.Shape[..^2], b.Shape[..^2]) ??
            throw new ShapeException($"{operation}: {a.Shape} and the right side {b.Shape}: the batch axes do not broadcast. Use `Reshape` or `Unsqueeze` to line them up.");
        DType dtype = DTypes.Promote(a.DType, b.DType);
        return (a.To(dtype).Expand([.. batch, a.Shape[^2], a.Shape[^1]]).Contiguous(), b.To(dtype).Expand([.. batch, b.Shape[^2], b.Shape[^1]]).Contiguous());
    }

    public static TensorSpec Like(TensorSpec input, params ReadOnlySpan<long> sizes) =>
        input with { Shape = [.. input.Shape[..^2], .. sizes], Format = MemoryFormat.Contiguous };

    /// <summary>The unit matrix that is multiplied with what lies on a diagonal.</summary>
    public static Tensor Unit(Tensor like) => Tensor.Eye(like.Shape[^1], null, like.DType);

    public static Tensor SolveTriangular(Tensor triangle, Tensor right, bool upper, bool unit = false) =>
        Dispatch.Run(new SolveTriangular(upper, unit), triangle.Contiguous(), right.Contiguous());

    public static Tensor Solve(Tensor matrix, Tensor right) => Dispatch.Run(new Solve(), matrix.Contiguous(), right.Contiguous());
}
