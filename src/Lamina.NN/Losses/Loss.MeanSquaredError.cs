namespace Lamina.NN;

public abstract partial record Loss
{
    /// <summary>Mean squared error: the mean of (ŷ − y)².</summary>
    /// <param name="prediction">ŷ, floating point, any shape.</param>
    /// <param name="target">y, of the same shape; converted to the prediction's dtype.</param>
    /// <param name="reduction">What becomes of the elements' losses.</param>
    /// <remarks>As <c>torch.nn.MSELoss</c>.</remarks>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    public static Tensor MeanSquaredError(Tensor prediction, Tensor target, Reduction reduction = Reduction.Mean) =>
        new MeanSquaredErrorLoss(reduction).Forward(prediction, target);

    /// <summary>Mean squared error: the mean of (ŷ − y)².</summary>
    /// <param name="reduction">What becomes of the elements' losses.</param>
    /// <remarks>As <c>torch.nn.MSELoss</c>.</remarks>
    public static Loss MeanSquaredError(Reduction reduction = Reduction.Mean) => new MeanSquaredErrorLoss(reduction);
}

internal sealed record MeanSquaredErrorLoss(Reduction Reduction) : Loss(Reduction)
{
    public override string Name => "MeanSquaredError";

    public override Tensor Forward(Tensor prediction, Tensor target) => Reduce((prediction - Alike(prediction, target)).Square());
}
