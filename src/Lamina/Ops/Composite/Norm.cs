using Lamina.Ops;

namespace Lamina;

public sealed partial class Tensor
{
    /// <summary>The p-norm (Σ |x|ᵖ)^(1/p) of all elements.</summary>
    /// <inheritdoc cref="Norm(double, ReadOnlySpan{int}, bool)"/>
    public Tensor Norm(double p = 2) => Norm(p, []);

    /// <summary>The p-norm (Σ |x|ᵖ)^(1/p) along some axes. Integers give float32; 16-bit floats are computed in float32.</summary>
    /// <param name="p">The order: ∞ gives the largest magnitude, −∞ the smallest, 0 the number of elements other than 0.</param>
    /// <param name="axes">The axes to reduce; all if empty.</param>
    /// <param name="keepDims">True to keep the reduced axes with size 1.</param>
    /// <remarks>**Gradient:** 0 where the norm is 0, as in PyTorch. Ties for the largest magnitude share it.</remarks>
    public Tensor Norm(double p, ReadOnlySpan<int> axes, bool keepDims = false)
    {
        AxisSets.Check(Shape, axes);
        Tensor x = Widened();
        Tensor norm = p switch
        {
            0 => x.NotEqualTo(0).To(x.DType).Sum(axes, keepDims),
            1 => x.Abs().Sum(axes, keepDims),
            2 => x.Square().Sum(axes, keepDims).RootOfSquares(),
            double.PositiveInfinity => x.Abs().Amax(axes, keepDims),
            double.NegativeInfinity => x.Abs().Amin(axes, keepDims),
            _ => PowerBesideZero(PowerBesideZero(x.Abs(), p).Sum(axes, keepDims), 1 / p),
        };
        return norm.To(DType.ToFloating());
    }

    /// <summary>Every slice along an axis divided by its norm, or by epsilon if that is larger.</summary>
    /// <param name="p">The order of the norm.</param>
    /// <param name="axis">The axis along which the results have norm 1.</param>
    /// <param name="epsilon">Keeps slices of zeros from being divided by 0.</param>
    public Tensor Normalize(double p = 2, int axis = 1, double epsilon = 1e-12)
    {
        Tensor x = Widened();
        return (x / x.Norm(p, [Axis(axis)], keepDims: true).Clamp(min: epsilon)).To(DType.ToFloating());
    }

    // xᵖ for x ≥ 0, with gradient 0 at 0, where a root has none.
    static Tensor PowerBesideZero(Tensor x, double p)
    {
        if (p >= 1)
            return x.Pow(p);
        Tensor zero = x.EqualTo(0);
        return Where(zero, p < 0 ? double.PositiveInfinity : 0.0, x.MaskedFill(zero, 1.0).Pow(p));
    }
}
