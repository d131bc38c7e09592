namespace Lamina.Ops;

/// <summary>Tensors as the kernels of indexing want their indices.</summary>
internal static class Indices
{
    /// <summary>The same integers as contiguous int64.</summary>
    /// <exception cref="DTypeException">They are no integers.</exception>
    public static Tensor AsIndex(this Tensor indices, string op)
    {
        if (!indices.DType.IsInteger())
            throw new DTypeException($"{op}: indices are integers; got {indices.Spec}. Convert them with `To(DType.Int64)`, or use a bool mask where one is taken.");
        return indices.To(DType.Int64).Contiguous();
    }
}
