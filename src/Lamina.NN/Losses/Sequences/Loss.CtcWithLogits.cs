namespace Lamina.NN;

public abstract partial record Loss
{
    /// <summary>
    /// Connectionist temporal classification of logits whose inputs all have the same number of steps: −ln of the probability that the classes of the steps, repetitions joined and blanks dropped, are the target.
    /// </summary>
    /// <param name="prediction">Logits, floating point, [samples, steps, classes]; no softmax before it.</param>
    /// <param name="labels">Integers, [samples, length]: the labels, and the blank behind the last of them.</param>
    /// <param name="blank">The class that stands for none.</param>
    /// <param name="zeroInfinity">True to give loss and gradient 0 to samples whose target is too long for the steps, in place of ∞ and NaN.</param>
    /// <param name="reduction">What becomes of the samples' losses.</param>
    /// <remarks>
    /// As Keras' <c>CTC</c>: the mean is over samples, whatever the length of their targets. Where inputs differ in length, take <see cref="Ctc(Tensor, Tensor, Tensor, Tensor, long, Reduction, bool)"/>.
    /// </remarks>
    /// <exception cref="ShapeException">The shapes do not fit.</exception>
    /// <exception cref="IndexException">A label is no class, or a blank stands among labels.</exception>
    public static Tensor CtcWithLogits(Tensor prediction, Tensor labels, long blank = 0, bool zeroInfinity = false, Reduction reduction = Reduction.Mean) =>
        new CtcWithLogitsLoss(blank, zeroInfinity, reduction).Forward(prediction, labels);

    /// <summary>Connectionist temporal classification of logits as a value; see <see cref="CtcWithLogits(Tensor, Tensor, long, bool, Reduction)"/>.</summary>
    /// <param name="blank">The class that stands for none.</param>
    /// <param name="zeroInfinity">True to give loss and gradient 0 to samples whose target is too long for the steps, in place of ∞ and NaN.</param>
    /// <param name="reduction">What becomes of the samples' losses.</param>
    public static Loss CtcWithLogits(long blank = 0, bool zeroInfinity = false, Reduction reduction = Reduction.Mean) => new CtcWithLogitsLoss(blank, zeroInfinity, reduction);
}

internal sealed record CtcWithLogitsLoss(long Blank, bool ZeroInfinity, Reduction Reduction) : Loss(Reduction)
{
    public override string Name => "CtcWithLogits";

    public override Tensor Forward(Tensor prediction, Tensor target)
    {
        NeedFloating(prediction);
        if (prediction.Rank != 3 || target.Rank != 2 || target.Shape[0] != prediction.Shape[0])
            throw new ShapeException($"{Name}: logits are [samples, steps, classes], and targets [samples, length]; got {prediction.Shape} and {target.Shape}.");
        Tensor labels = CtcLabels(Name, target);
        Tensor lengths = labels.NotEqualTo(Blank).To(DType.Int64).Sum(1), steps = Tensor.Full([prediction.Shape[0]], prediction.Shape[1], DType.Int64);
        return Reduce(CtcOf(prediction.LogSoftmax(-1).Transpose(0, 1), labels, steps, lengths, Blank, ZeroInfinity));
    }
}
