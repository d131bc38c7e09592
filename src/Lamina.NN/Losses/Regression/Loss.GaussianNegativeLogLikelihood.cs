namespace Lamina.NN;

public abstract partial record Loss
{
    /// <summary>Negative log-likelihood of y under normal distributions whose means and variances a network gives: (ln v + (ŷ − y)²/v) / 2.</summary>
    /// <param name="mean">ŷ, floating point, any shape.</param>
    /// <param name="target">y, of the same shape; converted to the mean's dtype.</param>
    /// <param name="variance">v, of the same shape, or with a last axis of 1, or without the last axis; never negative, as after a softplus.</param>
    /// <param name="full">True to add ln(2π)/2.</param>
    /// <param name="epsilon">The least variance that is reckoned with; a smaller one gets the gradient of this one.</param>
    /// <param name="reduction">What becomes of the elements' losses.</param>
    /// <remarks>As <c>torch.nn.GaussianNLLLoss</c>. Source: Nix and Weigend, Estimating the Mean and Variance of the Target Probability Distribution, 1994.</remarks>
    /// <exception cref="ShapeException">The shapes do not fit.</exception>
    public static Tensor GaussianNegativeLogLikelihood(Tensor mean, Tensor target, Tensor variance, bool full = false, double epsilon = 1e-6, Reduction reduction = Reduction.Mean)
    {
        const string Name = "GaussianNegativeLogLikelihood";
        Positive(epsilon, Name, "epsilon");
        NeedAlike(Name, ("mean", mean), ("target", target));
        if (mean.Rank > 0 && variance.Shape == mean.Shape.Remove(-1))
            variance = variance.Unsqueeze(-1);
        if (variance.Rank != mean.Rank || (variance.Shape != mean.Shape && variance.Shape != mean.Shape.With(mean.Rank - 1, 1)))
            throw new ShapeException($"{Name}: the mean is {mean.Shape}, the variance {variance.Shape}; it is of the same shape, or has one number for each row of the last axis.");
        Tensor v = variance.To(mean.DType);
        v += (v.Clamp(min: epsilon) - v).Detach();
        Tensor losses = (v.Log() + ((mean - target.To(mean.DType)).Square() / v)) * 0.5;
        return Reduced(full ? losses + (0.5 * Math.Log(Math.Tau)) : losses, reduction);
    }
}
