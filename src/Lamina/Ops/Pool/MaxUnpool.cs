namespace Lamina;

public sealed partial class Tensor
{
    /// <summary>
    /// The elements put back where max pooling took them from, with zeros elsewhere: the inverse of <c>MaxPool1dWithIndices</c>, <c>MaxPool2dWithIndices</c> and
    /// <c>MaxPool3dWithIndices</c>, as PyTorch's <c>max_unpool1d</c> … <c>max_unpool3d</c>.
    /// </summary>
    /// <param name="indices">Places within a plane (line, volume) of the output; of this tensor's shape, [N, C, …].</param>
    /// <param name="outputSize">The sizes behind N and C.</param>
    /// <remarks>Where several go to one place, the last in row order stays. **Gradient:** that of the place.</remarks>
    /// <exception cref="ShapeException">The indices have another shape, or the output's rank does not fit.</exception>
    /// <exception cref="IndexException">An index lies beyond the output.</exception>
    public Tensor MaxUnpool(Tensor indices, Shape outputSize)
    {
        if (Rank < 3 || indices.Shape != Shape || outputSize.Rank != Rank - 2)
            throw new ShapeException($"max_unpool takes an input [N, C, …], indices of its shape, and a size for each axis behind C; got {Shape}, {indices.Shape} and {outputSize}. Use the pair that max pooling with indices gave.");
        long[] whole = [Shape[0], Shape[1], .. outputSize];
        return Zeros([Shape[0], Shape[1], outputSize.Count], DType)
            .Scatter(2, indices.Reshape(Shape[0], Shape[1], -1), Reshape(Shape[0], Shape[1], -1))
            .Reshape(whole);
    }
}
