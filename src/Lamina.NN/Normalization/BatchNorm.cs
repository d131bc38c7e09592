using Lamina.Ops;

namespace Lamina.NN;

/// <summary>
/// Batch normalization: y = (x − mean) / √(variance + ε)·γ + β with a mean and variance for each channel. In training they are those
/// of the batch, and running ones follow them; in evaluation the running ones are used.
/// Keys: <c>weight</c> γ, <c>bias</c> β, <c>running_mean</c>, <c>running_var</c>, <c>num_batches_tracked</c>.
/// </summary>
/// <remarks>
/// As <c>torch.nn.BatchNorm1d</c> to <c>3d</c>: the batch is normalized by its biased variance, and the running variance
/// follows the unbiased one; running = (1 − momentum)·running + momentum·batch.
/// Source: Ioffe and Szegedy, Batch Normalization (2015).
/// </remarks>
public abstract class BatchNorm : ChannelNorm
{
    private protected BatchNorm(int numFeatures, double epsilon, double? momentum, bool affine, bool trackRunningStatistics)
        : base(numFeatures, epsilon, momentum, affine, trackRunningStatistics)
    {
    }

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
        (DType result, DType compute) = DTypesFor(x);
        (Tensor weight, Tensor bias) = Affine(compute);
        planes = planes.To(compute).Contiguous();
        Tensor y = useRunning ? ByRunning(planes, weight, bias) : Normalize(planes, weight, bias, (double)perChannel / (perChannel - 1));
        return (x.Rank == 2 ? y.Reshape(y.Shape[1..]).Transpose(0, 1) : y).To(result);
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
