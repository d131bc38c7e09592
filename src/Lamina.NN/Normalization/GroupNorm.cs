using Lamina.Ops;

namespace Lamina.NN;

/// <summary>
/// Group normalization: y = (x − mean) / √(variance + ε)·γ + β with the mean and variance of each sample's groups of channels; γ and β for
/// each channel. Shape: [N, channels, …], kept. Keys: <c>weight</c> γ and <c>bias</c> β, [channels].
/// </summary>
/// <remarks>
/// As <c>torch.nn.GroupNorm</c>, with the biased variance; the same in training and evaluation. One group is layer normalization over
/// channels and pixels, as many groups as channels instance normalization. DType: floating point.
/// <b>Source:</b> Wu and He, Group Normalization (2018).
/// </remarks>
public sealed class GroupNorm : Layer<Tensor, Tensor>
{
    /// <summary>Makes a layer with γ = 1 and β = 0.</summary>
    /// <param name="groups">Groups of channels.</param>
    /// <param name="channels">Channels: axis 1 of the input, a multiple of the groups.</param>
    /// <param name="epsilon">ε; 1e-5 by default.</param>
    /// <param name="affine">False to leave γ and β out.</param>
    /// <exception cref="ShapeException">A number is below 1, or the groups do not divide the channels.</exception>
    public GroupNorm(int groups, int channels, double epsilon = 1e-5, bool affine = true)
    {
        if (groups < 1 || channels < 1 || channels % groups != 0)
            throw new ShapeException($"GroupNorm({groups}, {channels}): there is at least one group, and the channels are a multiple of the groups.");
        (Groups, NumChannels, Epsilon) = (groups, channels, epsilon);
        if (affine)
            (Weight, Bias) = (new Parameter(Tensor.Ones([channels])), new Parameter(Tensor.Zeros([channels])));
    }

    /// <summary>γ, [channels]; null without.</summary>
    public Parameter? Weight { get; }

    /// <summary>β, [channels]; null without.</summary>
    public Parameter? Bias { get; }

    /// <summary>Groups of channels.</summary>
    public int Groups { get; }

    /// <summary>Channels.</summary>
    public int NumChannels { get; }

    /// <summary>ε, which keeps the root away from 0.</summary>
    public double Epsilon { get; }

    /// <inheritdoc/>
    public override string ToString() => $"GroupNorm({Groups}, {NumChannels})";

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        if (x.Rank < 2 || x.Shape[1] != NumChannels)
            throw new ShapeException($"{this} needs [N, {NumChannels}, …]; got {x.Shape}. Build it for the channels on axis 1, or reshape the input.");
        DType result = Weight is null ? x.DType.ToFloating() : DTypes.Promote(x.DType, Weight.DType), compute = result == DType.Float64 ? result : DType.Float32;
        Tensor y = ByGroups(x.To(compute).Contiguous(), Groups, Epsilon);
        if (Weight is not null)
            y = Dispatch.Run(new ChannelAffine(), y, Tensor.Zeros([NumChannels], compute), Weight.Value.To(compute), Bias!.Value.To(compute));
        return y.To(result);
    }

    /// <summary>[N, C, …], contiguous and of float32 or float64, normalized by the mean and variance of each sample's groups of channels.</summary>
    internal static Tensor ByGroups(Tensor x, long groups, double epsilon)
    {
        long length = x.Shape.CountOf(1..) / groups;
        Tensor rows = x.Reshape(x.Shape[0] * groups, length);
        return Dispatch.Run(new LayerNormalization(epsilon), rows, Tensor.Ones([length], x.DType), Tensor.Zeros([length], x.DType)).Reshape([.. x.Shape]);
    }
}
