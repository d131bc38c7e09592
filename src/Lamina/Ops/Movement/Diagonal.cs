using Lamina.Ops;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>A view of the diagonal of two axes, which becomes the last axis.</summary>
        /// <param name="offset">0 for the main diagonal; k for the one k to the right, −k for the one k below.</param>
        /// <param name="axis1">The axis of rows.</param>
        /// <param name="axis2">The axis of columns.</param>
        /// <exception cref="IndexException">The axes are one and the same, or do not exist.</exception>
        public Tensor Diagonal(long offset = 0, int axis1 = 0, int axis2 = 1)
        {
            int rows = Axis(axis1), columns = Axis(axis2);
            if (rows == columns)
                throw new IndexException($"Diagonal: axes {axis1} and {axis2} of {Shape} are the same; a diagonal needs two.");
            return Dispatch.Run(new Diagonal(offset, rows, columns), this);
        }
    }
}

namespace Lamina.Ops
{
    internal sealed record Diagonal(long Offset, int Rows, int Columns) : PartOp
    {
        public override string Name => "diagonal";

        internal override Layout ViewLayout(Layout input)
        {
            List<long> sizes = [.. input.Shape], strides = [.. input.Strides];
            long down = Math.Max(0, -Offset), right = Math.Max(0, Offset);
            long length = Math.Max(0, Math.Min(sizes[Rows] - down, sizes[Columns] - right));
            long offset = input.Offset + (length == 0 ? 0 : (down * strides[Rows]) + (right * strides[Columns]));
            long stride = strides[Rows] + strides[Columns];
            foreach (int axis in (int[])[Math.Max(Rows, Columns), Math.Min(Rows, Columns)])
            {
                sizes.RemoveAt(axis);
                strides.RemoveAt(axis);
            }

            return new Layout([.. sizes, length], [.. strides, stride], offset);
        }
    }
}
