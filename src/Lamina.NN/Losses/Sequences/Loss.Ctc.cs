using Lamina.Ops;

namespace Lamina.NN;

public abstract partial record Loss
{
    /// <summary>
    /// Connectionist temporal classification: −ln of the probability that the classes of the steps, repetitions joined and blanks dropped, are the target.
    /// It trains networks on sequences whose labels have no places, such as speech and handwriting.
    /// </summary>
    /// <param name="logProbabilities">Logarithms of probabilities, [steps, samples, classes] or [steps, classes]; what <c>LogSoftmax</c> gives. 16-bit floats are computed in float32.</param>
    /// <param name="targets">Integers, [samples, length] or [length]: labels, none of them the blank; what stands behind a target's length does not count.</param>
    /// <param name="inputLengths">Integers, [samples] or []: how many steps are a sample's own.</param>
    /// <param name="targetLengths">Integers, [samples] or []: how many labels are a sample's own; 0 is allowed.</param>
    /// <param name="blank">The class that stands for none.</param>
    /// <param name="reduction">What becomes of the samples' losses. The mean is of losses divided by the lengths of their targets, if those are above 1.</param>
    /// <param name="zeroInfinity">True to give loss and gradient 0 to samples whose target is too long for their steps, in place of ∞ and NaN.</param>
    /// <remarks>
    /// <para>As <c>torch.nn.CTCLoss</c>, but for targets of all samples in one row, which are to be brought to [samples, length]. The gradient is that of the logarithms as they
    /// are, as differences give it; PyTorch's has the probabilities added, which the log-softmax before it takes away again.</para>
    /// <para>Sums over paths are computed from logarithms, in float64, with samples shared among threads. Source: Graves et al., Connectionist Temporal Classification, 2006.</para>
    /// </remarks>
    /// <exception cref="ShapeException">The shapes do not fit.</exception>
    /// <exception cref="IndexException">A label is no class or the blank, or a length goes beyond the axis.</exception>
    public static Tensor Ctc(
        Tensor logProbabilities, Tensor targets, Tensor inputLengths, Tensor targetLengths, long blank = 0, Reduction reduction = Reduction.Mean, bool zeroInfinity = false)
    {
        if (!logProbabilities.DType.IsFloatingPoint())
            throw new DTypeException($"Ctc: the logarithms of probabilities are {logProbabilities.Spec}, but must be floating point.");
        if (logProbabilities.Rank == 2 && targets.Rank == 1 && inputLengths.Count == 1 && targetLengths.Count == 1)
        {
            Tensor one = Ctc(logProbabilities.Unsqueeze(1), targets.Unsqueeze(0), inputLengths.Reshape(1), targetLengths.Reshape(1), blank, reduction, zeroInfinity);
            return reduction == Reduction.None ? one.Squeeze(0) : one;
        }

        Tensor labels = CtcLabels("Ctc", targets), lengths = CtcLabels("Ctc", targetLengths);
        Tensor losses = CtcOf(logProbabilities, labels, CtcLabels("Ctc", inputLengths), lengths, blank, zeroInfinity);
        return Reduced(reduction == Reduction.Mean ? losses / lengths.Clamp(min: 1).To(losses.DType) : losses, reduction);
    }

    private protected static Tensor CtcLabels(string loss, Tensor integers) => integers.DType.IsInteger()
        ? integers.To(DType.Int64).Contiguous()
        : throw new DTypeException($"{loss}: targets and lengths are integers; got {integers.Spec}. Convert them with `To(DType.Int64)`.");

    private protected static Tensor CtcOf(Tensor logProbabilities, Tensor targets, Tensor inputLengths, Tensor targetLengths, long blank, bool zeroInfinity)
    {
        Tensor scores = logProbabilities.To(logProbabilities.DType == DType.Float64 ? DType.Float64 : DType.Float32).Contiguous();
        return Dispatch.Run(new Ctc(blank, zeroInfinity), scores, targets, inputLengths, targetLengths).To(logProbabilities.DType);
    }
}
