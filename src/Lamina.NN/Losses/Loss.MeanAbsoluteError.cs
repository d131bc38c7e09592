namespace Lamina.NN;

public abstract partial record Loss
{
    /// <summary>Mean absolute error: the mean of |ŷ − y|.</summary>
    /// <param name="prediction">ŷ, floating point, any shape.</param>
    /// <param name="target">y, of the same shape; converted to the prediction's dtype.</param>
    /// <param name="reduction">What becomes of the elements' losses.</param>
    /// <remarks>As <c>torch.nn.L1Loss</c>; the derivative at 0 is 0.</remarks>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    public static Tensor MeanAbsoluteError(Tensor prediction, Tensor target, Reduction reduction = Reduction.Mean) =>
        new MeanAbsoluteErrorLoss(reduction).Forward(prediction, target);

    /// <summary>Mean absolute error: the mean of |ŷ − y|.</summary>
    /// <param name="reduction">What becomes of the elements' losses.</param>
    /// <remarks>As <c>torch.nn.L1Loss</c>; the derivative at 0 is 0.</remarks>
    public static Loss MeanAbsoluteError(Reduction reduction = Reduction.Mean) => new MeanAbsoluteErrorLoss(reduction);
}

internal sealed record MeanAbsoluteErrorLoss(Reduction Reduction) : Loss(Reduction)
{
    public override string Name => "MeanAbsoluteError";

    public override Tensor Forward(Tensor prediction, Tensor target) => Reduce((prediction - Alike(prediction, target)).Abs());
}
