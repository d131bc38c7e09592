using Lamina.Ops;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>Ones on the diagonal, zeros elsewhere.</summary>
        /// <param name="rows">Number of rows.</param>
        /// <param name="columns">Number of columns; as many as rows if null.</param>
        /// <param name="dtype">The dtype.</param>
        /// <exception cref="ShapeException">A number is negative.</exception>
        public static Tensor Eye(long rows, long? columns = null, DType dtype = DType.Float32) => Dispatch.Run(new Eye([rows, columns ?? rows], dtype));

        /// <summary>Zeros of another tensor's shape and dtype.</summary>
        /// <param name="other">The tensor whose shape counts.</param>
        /// <param name="dtype">The dtype; that of <paramref name="other"/> if null.</param>
        public static Tensor ZerosLike(Tensor other, DType? dtype = null) => FullLike(other, 0, dtype);

        /// <summary>Ones of another tensor's shape and dtype.</summary>
        /// <inheritdoc cref="ZerosLike"/>
        public static Tensor OnesLike(Tensor other, DType? dtype = null) => FullLike(other, 1, dtype);

        /// <summary>One number everywhere, in another tensor's shape and dtype.</summary>
        /// <param name="other">The tensor whose shape counts.</param>
        /// <param name="value">The number.</param>
        /// <param name="dtype">The dtype; that of <paramref name="other"/> if null.</param>
        public static Tensor FullLike(Tensor other, Scalar value, DType? dtype = null) => Full(other.Shape, value, dtype ?? other.DType);

        /// <summary>The coordinates of a grid: for each axis a tensor of the grid's shape that holds its coordinate in each point. Views.</summary>
        /// <param name="axes">The coordinates along each axis, 1-d.</param>
        /// <exception cref="ShapeException">A tensor is not 1-d.</exception>
        public static Tensor[] Meshgrid(params ReadOnlySpan<Tensor> axes)
        {
            long[] sizes = new long[axes.Length];
            for (int i = 0; i < sizes.Length; i++)
                sizes[i] = axes[i].Rank == 1 ? axes[i].Count : throw new ShapeException($"Meshgrid: axis {i} has shape {axes[i].Shape}; the coordinates of an axis are 1-d.");
            Tensor[] grid = new Tensor[sizes.Length];
            for (int i = 0; i < grid.Length; i++)
            {
                long[] along = new long[sizes.Length];
                Array.Fill(along, 1);
                along[i] = sizes[i];
                grid[i] = axes[i].Reshape(along).Expand(sizes);
            }

            return grid;
        }
    }
}

namespace Lamina.Ops
{
    internal sealed partial record Eye(Shape Shape, DType DType) : Op
    {
        public override string Name => "eye";

        public override string NonDifferentiable => "it has no input";

        public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs) => [new TensorSpec(DType, Shape)];
    }
}
