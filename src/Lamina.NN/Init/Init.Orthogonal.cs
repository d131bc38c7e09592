using System.Numerics.Tensors;

namespace Lamina.NN;

public static partial class Init
{
    /// <summary>
    /// A random matrix whose rows (if it is wide) or columns (if it is tall) have length 1 and stand at right angles; all such matrices are equally likely.
    /// For recurrent layers, where values are multiplied by it many times.
    /// </summary>
    /// <param name="shape">[rows, columns]; further axes count as columns.</param>
    /// <param name="dtype">A floating-point dtype.</param>
    /// <param name="generator">The source of random numbers; <see cref="Generator.Default"/> if null.</param>
    /// <remarks>As Keras' <c>Orthogonal</c> and PyTorch's <c>orthogonal_</c>. Source: Saxe, McClelland and Ganguli, Exact solutions to the nonlinear dynamics of learning in deep linear neural networks, 2014.</remarks>
    /// <exception cref="ShapeException">There are fewer than two axes.</exception>
    public static Tensor Orthogonal(Shape shape, DType dtype = DType.Float32, Generator? generator = null)
    {
        if (shape.Rank < 2)
            throw new ShapeException($"Init.Orthogonal: {shape} is no matrix; it needs two axes or more.");
        if (shape.Count == 0)
            return Tensor.Zeros(shape, dtype);
        long rows = shape[0], columns = shape.Count / rows;
        int vectors = checked((int)Math.Min(rows, columns)), length = checked((int)Math.Max(rows, columns));
        double[] values = Tensor.Randn([vectors, length], DType.Float64, generator).ToArray<double>();
        for (int i = 0; i < vectors; i++)
            Straighten(values, i, length);
        Tensor matrix = Tensor.From<double>(values, [vectors, length]);
        return (rows <= columns ? matrix : matrix.T).Reshape(shape).To(dtype).Contiguous();
    }

    /// <summary><see cref="Orthogonal(Shape, DType, Generator?)"/> times a factor.</summary>
    /// <param name="gain">The factor.</param>
    public static Initializer Orthogonal(double gain) => (shape, dtype, generator) => (Orthogonal(shape, DType.Float64, generator) * gain).To(dtype);

    // Gram and Schmidt's way: takes from a vector what it shares with those before it, and brings it to length 1. Once leaves
    // an error that grows where vectors are nearly parallel; a second time removes that.
    static void Straighten(double[] vectors, int number, int length)
    {
        Span<double> own = vectors.AsSpan(number * length, length);
        for (int pass = 0; pass < 2; pass++)
        {
            for (int i = 0; i < number; i++)
            {
                ReadOnlySpan<double> other = vectors.AsSpan(i * length, length);
                TensorPrimitives.MultiplyAdd(other, -TensorPrimitives.Dot(own, other), own, own);
            }

            TensorPrimitives.Divide(own, TensorPrimitives.Norm<double>(own), own);
        }
    }
}
