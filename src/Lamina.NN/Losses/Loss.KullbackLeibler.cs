namespace Lamina.NN;

public abstract partial record Loss
{
    /// <summary>Kullback–Leibler divergence of a distribution y from a prediction given as logarithms: y·(ln y − ŷ).</summary>
    /// <param name="prediction">ŷ, floating point, any shape.</param>
    /// <param name="target">y, of the same shape; converted to the prediction's dtype.</param>
    /// <param name="logTarget">True if the target is given as logarithms too.</param>
    /// <param name="reduction">What becomes of the elements' losses.</param>
    /// <remarks>As <c>torch.nn.KLDivLoss</c>: the mean is over all elements; the divergence itself, summed over a distribution, is <see cref="Reduction.BatchMean"/>.</remarks>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    public static Tensor KullbackLeibler(Tensor prediction, Tensor target, bool logTarget = false, Reduction reduction = Reduction.Mean) =>
        new KullbackLeiblerLoss(logTarget, reduction).Forward(prediction, target);

    /// <summary>Kullback–Leibler divergence of a distribution y from a prediction given as logarithms: y·(ln y − ŷ).</summary>
    /// <param name="logTarget">True if the target is given as logarithms too.</param>
    /// <param name="reduction">What becomes of the elements' losses.</param>
    /// <remarks>As <c>torch.nn.KLDivLoss</c>: the mean is over all elements; the divergence itself, summed over a distribution, is <see cref="Reduction.BatchMean"/>.</remarks>
    public static Loss KullbackLeibler(bool logTarget = false, Reduction reduction = Reduction.Mean) => new KullbackLeiblerLoss(logTarget, reduction);
}

internal sealed record KullbackLeiblerLoss(bool LogTarget, Reduction Reduction) : Loss(Reduction)
{
    public override string Name => "KullbackLeibler";

    public override Tensor Forward(Tensor prediction, Tensor target)
    {
        Tensor like = Alike(prediction, target);
        if (LogTarget)
            return Reduce(like.Exp() * (like - prediction));

        // A target of 0 brings 0, as its limit does; the logarithm must not see it.
        Tensor logarithm = Tensor.Where(like.Greater(0), like, 1).Log();
        return Reduce(like * (logarithm - prediction));
    }
}
