namespace Lamina.NN;

/// <summary>Channels in another order: those of each group are dealt out, one to a group in turn. Shape: [N, C, …] → the same. DType: any.</summary>
/// <remarks>As <c>torch.nn.ChannelShuffle</c>.</remarks>
/// <param name="groups">Parts into which the channels are divided.</param>
public sealed class ChannelShuffle(int groups) : Layer<Tensor, Tensor>
{
    /// <summary>Parts into which the channels are divided.</summary>
    public int Groups { get; } = groups;

    /// <inheritdoc/>
    public override string ToString() => $"ChannelShuffle({Groups})";

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => x.ChannelShuffle(Groups);
}
