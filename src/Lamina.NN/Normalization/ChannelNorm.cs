using Lamina.Ops;

namespace Lamina.NN;

/// <summary>
/// What batch and instance normalization have in common: γ and β for each channel, and running statistics.
/// Keys: <c>weight</c> γ, <c>bias</c> β, <c>running_mean</c>, <c>running_var</c>, <c>num_batches_tracked</c>.
/// </summary>
public abstract class ChannelNorm : Layer<Tensor, Tensor>
{
    private protected ChannelNorm(int numFeatures, double epsilon, double? momentum, bool affine, bool trackRunningStatistics)
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

    /// <summary>Number of channels.</summary>
    public int NumFeatures { get; }

    /// <summary>ε, which keeps the root away from 0.</summary>
    public double Epsilon { get; }

    /// <summary>Share of the new batch in the running statistics; null for the plain average over all batches.</summary>
    public double? Momentum { get; internal set; }

    /// <inheritdoc/>
    public override string ToString() => $"{GetType().Name}({NumFeatures})";

    private protected abstract bool Takes(int rank);

    private protected abstract string Wanted { get; }

    /// <summary>The dtype of the result, and the one to compute in, which is no narrower than float32.</summary>
    private protected (DType Result, DType Compute) DTypesFor(Tensor x)
    {
        DType result = Weight is null ? x.DType.ToFloating() : DTypes.Promote(x.DType, Weight.DType);
        return (result, result == DType.Float64 ? result : DType.Float32);
    }

    /// <summary>γ and β, or 1 and 0, in the dtype to compute in.</summary>
    private protected (Tensor Weight, Tensor Bias) Affine(DType compute) =>
        (Weight?.Value.To(compute) ?? Tensor.Ones([NumFeatures], compute), Bias?.Value.To(compute) ?? Tensor.Zeros([NumFeatures], compute));

    /// <summary>Normalizes [N, C, …] by the running statistics.</summary>
    private protected Tensor ByRunning(Tensor x, Tensor weight, Tensor bias)
    {
        Tensor scale = (RunningVar!.Value.To(x.DType) + Epsilon).Rsqrt() * weight;
        return Dispatch.Run(new ChannelAffine(), x, RunningMean!.Value.To(x.DType), scale, bias);
    }
}
