namespace Lamina.NN;

public abstract partial record Loss
{
    /// <summary>Mean absolute error in percent of the target: the mean of 100·|ŷ − y| / |y|.</summary>
    /// <param name="prediction">ŷ, floating point, any shape.</param>
    /// <param name="target">y, of the same shape; converted to the prediction's dtype.</param>
    /// <param name="epsilon">The least |y| that is divided by.</param>
    /// <param name="reduction">What becomes of the elements' losses.</param>
    /// <remarks>As Keras' <c>MeanAbsolutePercentageError</c>.</remarks>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    public static Tensor MeanAbsolutePercentageError(Tensor prediction, Tensor target, double epsilon = 1e-7, Reduction reduction = Reduction.Mean) =>
        new MeanAbsolutePercentageErrorLoss(epsilon, reduction).Forward(prediction, target);

    /// <summary>Mean absolute error in percent of the target as a value; see <see cref="MeanAbsolutePercentageError(Tensor, Tensor, double, Reduction)"/>.</summary>
    /// <param name="epsilon">The least |y| that is divided by.</param>
    /// <param name="reduction">What becomes of the elements' losses.</param>
    public static Loss MeanAbsolutePercentageError(double epsilon = 1e-7, Reduction reduction = Reduction.Mean) => new MeanAbsolutePercentageErrorLoss(epsilon, reduction);
}

internal sealed record MeanAbsolutePercentageErrorLoss(double Epsilon, Reduction Reduction) : Loss(Reduction)
{
    public override string Name => "MeanAbsolutePercentageError";

    public double Epsilon { get; } = Positive(Epsilon, nameof(MeanAbsolutePercentageError), "epsilon");

    public override Tensor Forward(Tensor prediction, Tensor target)
    {
        Tensor y = Alike(prediction, target);
        return Reduce((prediction - y).Abs() / y.Abs().Clamp(min: Epsilon) * 100);
    }
}
