namespace Lamina.NN;

public abstract partial record Loss
{
    /// <summary>One less the overlap of two masks: 1 − (2·Σ p·y + ε) / (Σ p + Σ y + ε), also called the F1 loss.</summary>
    /// <param name="prediction">p, from 0 to 1, floating point, any shape.</param>
    /// <param name="target">y, of the same shape; converted to the prediction's dtype.</param>
    /// <param name="perSample">True for one overlap for each sample, the first axis; false for one of everything.</param>
    /// <param name="smooth">ε, added above and below: 1 makes empty masks agree. Below there is 1e-7 besides.</param>
    /// <param name="reduction">What becomes of the samples' losses.</param>
    /// <remarks>As Keras' <c>Dice</c>, which is of everything, or with its axes of all but the first for each sample. Source: Milletari, Navab and Ahmadi, V-Net, 2016.</remarks>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    public static Tensor Dice(Tensor prediction, Tensor target, bool perSample = false, double smooth = 0, Reduction reduction = Reduction.Mean) =>
        new DiceLoss(perSample, smooth, reduction).Forward(prediction, target);

    /// <summary>One less the overlap of two masks as a value; see <see cref="Dice(Tensor, Tensor, bool, double, Reduction)"/>.</summary>
    /// <param name="perSample">True for one overlap for each sample, the first axis; false for one of everything.</param>
    /// <param name="smooth">ε, added above and below: 1 makes empty masks agree. Below there is 1e-7 besides.</param>
    /// <param name="reduction">What becomes of the samples' losses.</param>
    public static Loss Dice(bool perSample = false, double smooth = 0, Reduction reduction = Reduction.Mean) => new DiceLoss(perSample, smooth, reduction);
}

internal sealed record DiceLoss(bool PerSample, double Smooth, Reduction Reduction) : Loss(Reduction)
{
    public override string Name => "Dice";

    public double Smooth { get; } = NotNegative(Smooth, nameof(Dice), "smooth");

    public override Tensor Forward(Tensor prediction, Tensor target)
    {
        Tensor y = Alike(prediction, target);
        Tensor common = Total(prediction * y, PerSample), all = Total(prediction, PerSample) + Total(y, PerSample);
        return Reduce(1 - (((common * 2) + Smooth) / (all + (Smooth + 1e-7)))).To(prediction.DType);
    }

    /// <summary>The sum of everything, or of each sample; of 16-bit floats in float32, as a mask has more elements than they can count.</summary>
    public static Tensor Total(Tensor values, bool perSample) =>
        !perSample ? values.WideSum([], keepDims: false) : (values.Rank < 2 ? values.Unsqueeze(-1) : values.Flatten(1)).WideSum([1], keepDims: false);
}
