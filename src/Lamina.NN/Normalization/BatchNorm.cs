using Lamina.Ops;

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
    public double? Momentum { get; internal set; }

    /// <inheritdoc/>
    public override string ToString() => $"{GetType().Name}({NumFeatures})";

    private protected abstract bool Takes(int rank);

    private protected abstract string Wanted { get; }

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        if (!Takes(x.Rank) || x.Shape[1] != NumFeatures)
            throw new ShapeException($"{this} needs {Wanted}; got {x.Shape}. Build it for the channels on axis 1, or reshape the input.");
        bool useRunning = !IsTraining && RunningMean is not null;
        long perChannel = x.Count / NumFeatures;
        if (IsTraining && perChannel <= 1)
            throw new ShapeException($"{this} needs more than one value a channel in training, for a variance; got {x.Shape}. Use larger batches, or Eval().");

        // Channels are computed one after the other: they lie side by side only where pixels follow them.
        Tensor planes = x.Rank == 2 ? x.Transpose(0, 1).Unsqueeze(0) : x;
        DType result = Weight is null ? x.DType.ToFloating() : DTypes.Promote(x.DType, Weight.DType), compute = result == DType.Float64 ? result : DType.Float32;
        Tensor weight = Weight?.Value.To(compute) ?? Tensor.Ones([NumFeatures], compute), bias = Bias?.Value.To(compute) ?? Tensor.Zeros([NumFeatures], compute);
        planes = planes.To(compute).Contiguous();
        Tensor y = useRunning ? Evaluate(planes, weight, bias) : Normalize(planes, weight, bias, (double)perChannel / (perChannel - 1));
        return (x.Rank == 2 ? y.Reshape(y.Shape[1..]).Transpose(0, 1) : y).To(result);
    }

    Tensor Evaluate(Tensor x, Tensor weight, Tensor bias)
    {
        Tensor scale = (RunningVar!.Value.To(x.DType) + Epsilon).Rsqrt() * weight;
        return Dispatch.Run(new ChannelAffine(), x, RunningMean!.Value.To(x.DType), scale, bias);
    }

    Tensor Normalize(Tensor x, Tensor weight, Tensor bias, double unbiased)
    {
        Tensor[] results = Dispatch.RunAll(new BatchNormalization(Epsilon), x, weight, bias);
        if (IsTraining && RunningMean is not null && !Checkpoint.IsRecomputing)
            Track(results[1], results[2], unbiased);
        return results[0];
    }

    void Track(Tensor mean, Tensor variance, double unbiased)
    {
        using (Gradients.Off())
        {
            NumBatchesTracked!.Value.AddInPlace(1);
            Follow(RunningMean!, mean);
            Follow(RunningVar!, variance * unbiased);
        }
    }

    void Follow(Buffer running, Tensor batch)
    {
        // The share of a plain average changes from step to step, so it is a tensor and not a number.
        Tensor change = batch.To(running.DType) - running;
        running.Value.AddInPlace(Momentum is { } share ? change * share : change / NumBatchesTracked!.Value.To(running.DType));
    }
}
