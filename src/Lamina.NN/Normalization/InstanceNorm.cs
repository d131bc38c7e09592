using Lamina.Ops;

namespace Lamina.NN;

/// <summary>
/// Instance normalization: y = (x − mean) / √(variance + ε)·γ + β with the mean and variance of each channel of each sample. By default
/// there are neither γ and β nor running statistics. Keys as of <see cref="ChannelNorm"/>.
/// </summary>
/// <remarks>
/// As <c>torch.nn.InstanceNorm1d</c> to <c>3d</c>, with the biased variance. If running statistics are kept, they follow the means over the samples in
/// training, the variance unbiased, and are used in evaluation; PyTorch never counts the batches, nor does Lamina. DType: floating point.
/// <b>Source:</b> Ulyanov, Vedaldi and Lempitsky, Instance Normalization (2016).
/// </remarks>
public abstract class InstanceNorm : ChannelNorm
{
    private protected InstanceNorm(int numFeatures, double epsilon, double momentum, bool affine, bool trackRunningStatistics)
        : base(numFeatures, epsilon, momentum, affine, trackRunningStatistics)
    {
    }

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        bool isOne = Takes(x.Rank + 1);
        if (!(isOne || Takes(x.Rank)) || x.Shape[isOne ? 0 : 1] != NumFeatures)
            throw new ShapeException($"{this} needs {Wanted}, or one sample of it; got {x.Shape}. Build it for the input's channels, or reshape the input.");
        Tensor batch = isOne ? x.Unsqueeze(0) : x;
        (DType result, DType compute) = DTypesFor(x);
        (Tensor weight, Tensor bias) = Affine(compute);
        batch = batch.To(compute).Contiguous();
        Tensor y = !IsTraining && RunningMean is not null ? ByRunning(batch, weight, bias) : Normalize(batch, weight, bias);
        return y.Reshape([.. x.Shape]).To(result);
    }

    Tensor Normalize(Tensor x, Tensor weight, Tensor bias)
    {
        long places = x.Shape.CountOf(2..);
        if (places <= 1)
            throw new ShapeException($"{this} needs more than one value a channel, for a variance; got {x.Shape}. Use larger inputs, or leave the layer out.");
        if (IsTraining && RunningMean is not null && !Checkpoint.IsRecomputing)
        {
            using (Gradients.Off())
            {
                int[] axes = [.. Enumerable.Range(2, x.Rank - 2)];
                Follow(RunningMean, x.Mean(axes));
                Follow(RunningVar!, x.Variance(axes));
            }
        }

        // One group for each channel.
        Tensor y = GroupNorm.ByGroups(x, NumFeatures, Epsilon);
        return Weight is null ? y : Dispatch.Run(new ChannelAffine(), y, Tensor.Zeros([NumFeatures], x.DType), weight, bias);
    }

    // Statistics are [N, C]; their mean over the samples counts.
    void Follow(Buffer running, Tensor statistic) => running.Value.AddInPlace((statistic.Mean(0).To(running.DType) - running) * Momentum!.Value);
}
