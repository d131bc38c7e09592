namespace Lamina.NN;

public abstract partial record Loss
{
    /// <summary>Negative log-likelihood of counts y under a Poisson distribution: e^ŷ − y·ŷ of a prediction that is the logarithm of the rate, or ŷ − y·ln(ŷ + ε) of the rate itself.</summary>
    /// <param name="prediction">ŷ, floating point, any shape.</param>
    /// <param name="target">y, counts, of the same shape; converted to the prediction's dtype.</param>
    /// <param name="logInput">True if the prediction is the logarithm of the rate.</param>
    /// <param name="full">True to add Stirling's approximation of ln y!: y·ln y − y + ln(2πy)/2 where y is above 1.</param>
    /// <param name="epsilon">ε.</param>
    /// <param name="reduction">What becomes of the elements' losses.</param>
    /// <remarks>As <c>torch.nn.PoissonNLLLoss</c>. Without logarithm and with an epsilon of 1e-7 it is Keras' <c>Poisson</c>.</remarks>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    public static Tensor PoissonNegativeLogLikelihood(Tensor prediction, Tensor target, bool logInput = true, bool full = false, double epsilon = 1e-8, Reduction reduction = Reduction.Mean) =>
        new PoissonNegativeLogLikelihoodLoss(logInput, full, epsilon, reduction).Forward(prediction, target);

    /// <summary>Negative log-likelihood of counts under a Poisson distribution as a value; see <see cref="PoissonNegativeLogLikelihood(Tensor, Tensor, bool, bool, double, Reduction)"/>.</summary>
    /// <param name="logInput">True if the prediction is the logarithm of the rate.</param>
    /// <param name="full">True to add Stirling's approximation of ln y!: y·ln y − y + ln(2πy)/2 where y is above 1.</param>
    /// <param name="epsilon">ε.</param>
    /// <param name="reduction">What becomes of the elements' losses.</param>
    public static Loss PoissonNegativeLogLikelihood(bool logInput = true, bool full = false, double epsilon = 1e-8, Reduction reduction = Reduction.Mean) => new PoissonNegativeLogLikelihoodLoss(logInput, full, epsilon, reduction);
}

internal sealed record PoissonNegativeLogLikelihoodLoss(bool LogInput, bool Full, double Epsilon, Reduction Reduction) : Loss(Reduction)
{
    public override string Name => "PoissonNegativeLogLikelihood";

    public double Epsilon { get; } = NotNegative(Epsilon, nameof(PoissonNegativeLogLikelihood), "epsilon");

    public override Tensor Forward(Tensor prediction, Tensor target)
    {
        Tensor y = Alike(prediction, target);
        Tensor losses = LogInput ? prediction.Exp() - (y * prediction) : prediction - (y * (prediction + Epsilon).Log());
        if (Full)
        {
            Tensor large = y.Greater(1), count = Tensor.Where(large, y, 1);
            losses += Tensor.Where(large, (count * count.Log()) - count + ((count * Math.Tau).Log() * 0.5), 0);
        }

        return Reduce(losses);
    }
}
