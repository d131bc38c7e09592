namespace Lamina.NN;

public abstract partial record Loss
{
    /// <summary>The logarithm of the hyperbolic cosine of the error e = ŷ − y: ln cosh e. About e²/2 where it is small, and |e| − ln 2 where it is large.</summary>
    /// <param name="prediction">ŷ, floating point, any shape.</param>
    /// <param name="target">y, of the same shape; converted to the prediction's dtype.</param>
    /// <param name="reduction">What becomes of the elements' losses.</param>
    /// <remarks>As Keras' <c>LogCosh</c>. Computed as |e| + ln(1 + (e^−2|e| − 1)/2), which neither overflows nor loses small errors.</remarks>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    public static Tensor LogCosh(Tensor prediction, Tensor target, Reduction reduction = Reduction.Mean) =>
        new LogCoshLoss(reduction).Forward(prediction, target);

    /// <summary>The logarithm of the hyperbolic cosine of the error as a value; see <see cref="LogCosh(Tensor, Tensor, Reduction)"/>.</summary>
    /// <param name="reduction">What becomes of the elements' losses.</param>
    public static Loss LogCosh(Reduction reduction = Reduction.Mean) => new LogCoshLoss(reduction);
}

internal sealed record LogCoshLoss(Reduction Reduction) : Loss(Reduction)
{
    public override string Name => "LogCosh";

    public override Tensor Forward(Tensor prediction, Tensor target)
    {
        Tensor size = (prediction - Alike(prediction, target)).Abs();
        return Reduce(size + ((size * -2).Expm1() * 0.5).Log1p());
    }
}
