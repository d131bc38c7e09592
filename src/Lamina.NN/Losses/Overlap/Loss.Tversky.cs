namespace Lamina.NN;

public abstract partial record Loss
{
    /// <summary>One less Tversky's index of two masks: 1 − Σ p·y / (Σ p·y + α·Σ p·(1 − y) + β·Σ (1 − p)·y). A β above α makes misses dearer than false alarms.</summary>
    /// <param name="prediction">p, from 0 to 1, floating point, any shape.</param>
    /// <param name="target">y, of the same shape; converted to the prediction's dtype.</param>
    /// <param name="alpha">α, the weight of false positives.</param>
    /// <param name="beta">β, the weight of false negatives.</param>
    /// <param name="perSample">True for one index for each sample, the first axis; false for one of everything.</param>
    /// <param name="reduction">What becomes of the samples' losses.</param>
    /// <remarks>As Keras' <c>Tversky</c>: 1e-7 is added below. With both weights 0.5 it is the Dice loss. Source: Salehi, Erdogmus and Gholipour, Tversky Loss Function for Image Segmentation, 2017.</remarks>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    public static Tensor Tversky(Tensor prediction, Tensor target, double alpha = 0.5, double beta = 0.5, bool perSample = false, Reduction reduction = Reduction.Mean) =>
        new TverskyLoss(alpha, beta, perSample, reduction).Forward(prediction, target);

    /// <summary>One less Tversky's index of two masks as a value; see <see cref="Tversky(Tensor, Tensor, double, double, bool, Reduction)"/>.</summary>
    /// <param name="alpha">α, the weight of false positives.</param>
    /// <param name="beta">β, the weight of false negatives.</param>
    /// <param name="perSample">True for one index for each sample, the first axis; false for one of everything.</param>
    /// <param name="reduction">What becomes of the samples' losses.</param>
    public static Loss Tversky(double alpha = 0.5, double beta = 0.5, bool perSample = false, Reduction reduction = Reduction.Mean) => new TverskyLoss(alpha, beta, perSample, reduction);
}

internal sealed record TverskyLoss(double Alpha, double Beta, bool PerSample, Reduction Reduction) : Loss(Reduction)
{
    public override string Name => "Tversky";

    public override Tensor Forward(Tensor prediction, Tensor target)
    {
        Tensor y = Alike(prediction, target), common = DiceLoss.Total(prediction * y, PerSample);
        Tensor falsePositives = DiceLoss.Total(prediction * (1 - y), PerSample), falseNegatives = DiceLoss.Total((1 - prediction) * y, PerSample);
        return Reduce(1 - (common / (common + (falsePositives * Alpha) + (falseNegatives * Beta) + 1e-7))).To(prediction.DType);
    }
}
