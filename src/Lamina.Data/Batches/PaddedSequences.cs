namespace Lamina.Data;

/// <summary>Sequences that were brought to one length.</summary>
public sealed class PaddedSequences
{
    readonly PaddingSide _side;

    internal PaddedSequences(Tensor values, Tensor lengths, PaddingSide side) => (Values, Lengths, _side) = (values, lengths, side);

    /// <summary>The sequences side by side: [N, steps, …].</summary>
    public Tensor Values { get; }

    /// <summary>How many steps of each are its own: int64 [N].</summary>
    public Tensor Lengths { get; }

    /// <summary>True where a step is the sequence's own: bool [N, steps]. As Keras' masks; PyTorch's <c>key_padding_mask</c> is the contrary.</summary>
    public Tensor Mask
    {
        get
        {
            long steps = Values.Shape[1];
            long[] lengths = Lengths.ToArray<long>();
            bool[] mask = new bool[lengths.Length * steps];
            for (int i = 0; i < lengths.Length; i++)
            {
                long first = _side == PaddingSide.Right ? 0 : steps - lengths[i];
                mask.AsSpan(checked((int)((i * steps) + first)), (int)lengths[i]).Fill(true);
            }

            return Tensor.From<bool>(mask, [lengths.Length, steps]);
        }
    }
}
