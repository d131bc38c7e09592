namespace Lamina.Ops;

/// <summary>
/// Three-dimensional windows by two-dimensional ones: first over the planes, then along the depth, where a plane is a row. The largest of the largest is the
/// largest, and a mean over a box is a mean of means, whose counts multiply.
/// </summary>
internal static class Volumes
{
    /// <exception cref="ShapeException">It is not [N, C, D, H, W].</exception>
    public static void Check(string op, Shape input)
    {
        if (input.Rank != 5)
            throw new ShapeException($"{op} takes an input [N, C, D, H, W]; got {input}. Use `Unsqueeze` for a single volume or channel.");
    }

    /// <summary>[N, C, D, H, W] as planes [N, C·D, H, W].</summary>
    public static Tensor Planes(Tensor x) => x.Reshape(x.Shape[0], x.Shape[1] * x.Shape[2], x.Shape[3], x.Shape[4]);

    /// <summary>Planes [N, C·D, H, W] as pictures [N, C, D, H·W], a plane a row.</summary>
    public static Tensor Rows(Tensor planes, Shape volume) => planes.Reshape(volume[0], volume[1], volume[2], planes.Shape[2] * planes.Shape[3]);

    /// <summary>Pictures [N, C, D', H'·W'] as volumes [N, C, D', H', W'].</summary>
    public static Tensor Back(Tensor rows, Tensor planes) => rows.Reshape(rows.Shape[0], rows.Shape[1], rows.Shape[2], planes.Shape[2], planes.Shape[3]);

    /// <summary>Applies one function to the planes and one to the depth.</summary>
    public static Tensor Apply(string op, Tensor x, Func<Tensor, Tensor> overPlanes, Func<Tensor, Tensor> alongDepth)
    {
        Check(op, x.Shape);
        Tensor planes = overPlanes(Planes(x));
        return Back(alongDepth(Rows(planes, x.Shape)), planes);
    }
}
