namespace Lamina;

public sealed partial class Tensor
{
    /// <summary>Σ aᵢ bᵢ of two 1-d tensors.</summary>
    /// <exception cref="ShapeException">A tensor is not 1-d, or their lengths differ.</exception>
    public Tensor Dot(Tensor other)
    {
        if (Rank != 1 || other.Rank != 1 || Shape != other.Shape)
            throw new ShapeException($"Dot: two 1-d tensors of one length are multiplied; got {Shape} and {other.Shape}. For matrices use `MatMul`.");
        return MatMul(other);
    }

    /// <summary>The matrix of all products aᵢ bⱼ of two 1-d tensors.</summary>
    /// <exception cref="ShapeException">A tensor is not 1-d.</exception>
    public Tensor Outer(Tensor other)
    {
        if (Rank != 1 || other.Rank != 1)
            throw new ShapeException($"Outer: two 1-d tensors are multiplied; got {Shape} and {other.Shape}. Use `Flatten` first.");
        return Unsqueeze(1) * other;
    }

    /// <summary>The cosine of the angle between slices along an axis: Σ a b / (‖a‖ ‖b‖), each norm at least epsilon.</summary>
    /// <param name="a">Vectors.</param>
    /// <param name="b">Vectors, broadcast.</param>
    /// <param name="axis">The axis along which the vectors lie, in the broadcast shape.</param>
    /// <param name="epsilon">Keeps zero vectors from being divided by 0.</param>
    public static Tensor CosineSimilarity(Tensor a, Tensor b, int axis = 1, double epsilon = 1e-8)
    {
        Shape shape = Ops.Elementwise.Broadcasting.Of("CosineSimilarity", a.Shape, b.Shape);
        int at = shape.Axis(axis, "CosineSimilarity");
        Tensor x = a.Expand(shape).Widened(), y = b.Expand(shape).Widened();
        Tensor cosine = (x * y).Sum(at) / (x.Norm(2, [at]).Clamp(min: epsilon) * y.Norm(2, [at]).Clamp(min: epsilon));
        return cosine.To(DTypes.ResultType(a.Spec, b.Spec).ToFloating());
    }
}
