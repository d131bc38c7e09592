namespace Lamina.NN;

/// <summary>
/// Batch normalization: y = (x − mean) / √(variance + ε)·γ + β with a mean and variance for each channel. In training they are those
/// of the batch, and running ones follow them; in evaluation the running ones are used.
/// Keys: <c>weight</c> γ, <c>bias</c> β, <c>running_mean</c>, <c>running_var</c>, <c>num_batches_tracked</c>.
/// </summary>
/// <remarks>
/// As <c>torch.nn.BatchNorm1d</c> and <c>BatchNorm2d</c>: the batch is normalized by its biased variance, and the running variance
/// follows the unbiased one; running = (1 − momentum)·running + momentum·batch.
/// Source: Ioffe and Szegedy, Batch Normalization (2015).
/// </remarks>
public abstract class BatchNorm : Layer<Tensor, Tensor>
{
    private protected BatchNorm(int numFeatures, double epsilon, double? momentum, bool affine, bool trackRunningStatistics)
    {
        if (numFeatures < 1)
            throw new ShapeException($"{GetType().Name}({numFeatures}): there is at least one channel.");
        (NumFeatures, Epsilon, Momentum) = (numFeatures, epsilon, momentum);
        if (affine)
            (Weight, Bias) = (new Parameter(Tensor.Ones([numFeatures])), new Parameter(Tensor.Zeros([numFeatures])));
        if (trackRunningStatistics)
        {
            (RunningMean, RunningVar) = (new Buffer(Tensor.Zeros([numFeatures])), new Buffer(Tensor.Ones([numFeatures])));
            NumBatchesTracked = new Buffer(Tensor.Zeros([], DType.Int64));
        }
    }

    /// <summary>γ, [channels], 1 at the start; null without.</summary>
    public Parameter? Weight { get; }

    /// <summary>β, [channels], 0 at the start; null without.</summary>
    public Parameter? Bias { get; }

    /// <summary>The running mean, [channels]; null if none is kept.</summary>
    public Buffer? RunningMean { get; }

    /// <summary>The running variance, [channels]; null if none is kept.</summary>
    public Buffer? RunningVar { get; }

    /// <summary>How many batches the running statistics have seen: int64.</summary>
    public Buffer? NumBatchesTracked { get; }

    /// <summary>Number of channels: axis 1 of the input.</summary>
    public int NumFeatures { get; }

    /// <summary>ε, which keeps the root away from 0.</summary>
    public double Epsilon { get; }

    /// <summary>Share of the new batch in the running statistics; null for the plain average over all batches.</summary>
    public double? Momentum { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{GetType().Name}({NumFeatures})";

    private protected abstract bool Takes(int rank);

    private protected abstract string Wanted { get; }

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        if (!Takes(x.Rank) || x.Shape[1] != NumFeatures)
            throw new ShapeException($"{this} needs {Wanted}; got {x.Shape}. Build it for the channels on axis 1, or reshape the input.");
        return Normalized(x.Widened()).To(ResultType(x, Weight));
    }

    /// <summary>What a layer with weights makes of an input: the dtype to which both promote. 16-bit floats are rounded once, at its end.</summary>
    internal static DType ResultType(Tensor x, Parameter? weight) =>
        weight is null ? x.DType.ToFloating() : DTypes.Promote(x.DType, weight.DType);

    Tensor Normalized(Tensor x)
    {
        if (!IsTraining && RunningMean is not null)
            return Normalize(x, PerChannel(RunningMean, x.Rank), PerChannel(RunningVar!, x.Rank));

        long perChannel = x.Count / NumFeatures;
        if (IsTraining && perChannel <= 1)
            throw new ShapeException($"{this} needs more than one value a channel in training, for a variance; got {x.Shape}. Use larger batches, or Eval().");
        int[] axes = [0, .. Enumerable.Range(2, x.Rank - 2)];
        Tensor mean = x.Mean(axes, keepDims: true);
        Tensor variance = (x - mean).Square().Mean(axes, keepDims: true);
        if (IsTraining && RunningMean is not null)
            Track(mean, variance, (double)perChannel / (perChannel - 1));
        return Normalize(x, mean, variance);
    }

    Tensor Normalize(Tensor x, Tensor mean, Tensor variance)
    {
        Tensor scale = (variance + Epsilon).Rsqrt();
        if (Weight is null)
            return (x - mean) * scale;
        return ((x - mean) * (scale * PerChannel(Weight, x.Rank))) + PerChannel(Bias!, x.Rank);
    }

    void Track(Tensor mean, Tensor variance, double unbiased)
    {
        using (Gradients.Off())
        {
            NumBatchesTracked!.Value.AddInPlace(1);
            Follow(RunningMean!, mean.Reshape(-1));
            Follow(RunningVar!, variance.Reshape(-1) * unbiased);
        }
    }

    void Follow(Buffer running, Tensor batch)
    {
        // The share of a plain average changes from step to step, so it is a tensor and not a number.
        Tensor change = batch.To(running.DType) - running;
        running.Value.AddInPlace(Momentum is { } share ? change * share : change / NumBatchesTracked!.Value.To(running.DType));
    }

    static Tensor PerChannel(Tensor values, int rank) => rank == 2 ? values : values.Reshape([-1, .. Enumerable.Repeat(1L, rank - 2)]);
}
