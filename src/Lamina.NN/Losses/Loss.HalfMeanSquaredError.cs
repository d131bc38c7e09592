namespace Lamina.NN;

public abstract partial record Loss
{
    /// <summary>Half the mean squared error: 1/(2n) Σ (ŷ − y)², whose derivative is (ŷ − y)/n. n counts the elements; with <see cref="Reduction.BatchMean"/> the samples.</summary>
    /// <param name="prediction">ŷ, floating point, any shape.</param>
    /// <param name="target">y, of the same shape; converted to the prediction's dtype.</param>
    /// <param name="reduction">What becomes of the elements' losses.</param>
    /// <remarks>Sum and none leave out 1/n.</remarks>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    public static Tensor HalfMeanSquaredError(Tensor prediction, Tensor target, Reduction reduction = Reduction.Mean) =>
        new HalfMeanSquaredErrorLoss(reduction).Forward(prediction, target);

    /// <summary>Half the mean squared error: 1/(2n) Σ (ŷ − y)², whose derivative is (ŷ − y)/n. n counts the elements; with <see cref="Reduction.BatchMean"/> the samples.</summary>
    /// <param name="reduction">What becomes of the elements' losses.</param>
    /// <remarks>Sum and none leave out 1/n.</remarks>
    public static Loss HalfMeanSquaredError(Reduction reduction = Reduction.Mean) => new HalfMeanSquaredErrorLoss(reduction);
}

internal sealed record HalfMeanSquaredErrorLoss(Reduction Reduction) : Loss(Reduction)
{
    public override string Name => "HalfMeanSquaredError";

    public override Tensor Forward(Tensor prediction, Tensor target) => Reduce((prediction - Alike(prediction, target)).Square() * 0.5);
}
