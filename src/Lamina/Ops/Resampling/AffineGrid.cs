namespace Lamina;

public sealed partial class Tensor
{
    /// <summary>
    /// Where each element of an output lies in the input under an affine map, for <see cref="GridSample"/>, as PyTorch's <c>affine_grid</c>:
    /// [N, 2, 3] → [N, H, W, 2], or [N, 3, 4] → [N, D, H, W, 3]. The last axis is (x, y) or (x, y, z), in −1 … 1 over the picture.
    /// </summary>
    /// <param name="size">The output's size, [N, C, H, W] or [N, C, D, H, W].</param>
    /// <param name="alignCorners">True if ±1 are the centres of the border elements, false if they are the borders.</param>
    /// <exception cref="ShapeException">This tensor is no batch of such matrices, or the size does not fit it.</exception>
    public Tensor AffineGrid(Shape size, bool alignCorners = false)
    {
        int axes = size.Rank - 2;
        if (axes is not (2 or 3) || Rank != 3 || Shape[0] != size[0] || Shape[1] != axes || Shape[2] != axes + 1 || !DType.IsFloatingPoint())
            throw new ShapeException($"affine_grid takes floating point matrices [N, 2, 3] for a size [N, C, H, W], or [N, 3, 4] for [N, C, D, H, W]; got {Spec} and {size}. Use `Expand` where one matrix is for all.");
        Shape picture = size[2..];
        double[] places = new double[picture.Count * (axes + 1)];
        long[] at = new long[axes];
        for (long i = 0; i < picture.Count; i++)
        {
            long rest = i;
            for (int axis = axes - 1; axis >= 0; axis--)
                (rest, at[axis]) = Math.DivRem(rest, picture[axis]);

            // x is the last axis; the 1 behind them adds the shift.
            for (int axis = 0; axis < axes; axis++)
                places[(i * (axes + 1)) + axis] = Place(at[axes - 1 - axis], picture[axes - 1 - axis], alignCorners);
            places[(i * (axes + 1)) + axes] = 1;
        }

        Tensor grid = From<double>(places, [picture.Count, axes + 1]).To(DType);
        return grid.MatMul(Transpose(1, 2)).Reshape([size[0], .. picture, axes]);
    }

    static double Place(long at, long size, bool alignCorners) =>
        !alignCorners ? (((2 * at) + 1) / (double)size) - 1 : size > 1 ? (2.0 * at / (size - 1)) - 1 : 0;
}
