using Lamina.Ops;

namespace Lamina;

public sealed partial class Tensor
{
    /// <summary>
    /// One LSTM layer in one direction over whole sequences. This tensor is the input's part of the gates, x·Wᵢₕᵀ with both biases,
    /// [steps, batch, 4·H] in the order input, forget, candidate, output. i, f, o = σ, g = tanh of the gates, to which
    /// h·Wₕₕᵀ is added; c' = f·c + i·g; h' = o·tanh c'.
    /// </summary>
    /// <remarks>
    /// DType: that to which all but the lengths promote, floating point; float16 and bfloat16 are computed in float32. The batch is divided among threads, the bits are the same
    /// for any number of them. <b>Source:</b> Hochreiter, Schmidhuber: Long short-term memory (1997), with the forget gate of Gers and others (2000).
    /// </remarks>
    /// <param name="weight">Wₕₕ, [4·H, H].</param>
    /// <param name="hidden">The first h, [batch, H].</param>
    /// <param name="cell">The first c, [batch, H].</param>
    /// <param name="lengths">Steps of each sequence, integers [batch] from 0 to steps; all steps if null.</param>
    /// <param name="reverse">From each sequence's last step to its first.</param>
    /// <param name="projection">Wₕᵣ, [P, H]: h' becomes Wₕᵣ·h', and the first h and Wₕₕ have P in place of H; none if null. Steps are then computed op by op, and lengths beyond the steps are not refused.</param>
    /// <returns>h of all steps [steps, batch, H], zero beyond a sequence's end, and the last h and c [batch, H].</returns>
    /// <exception cref="ShapeException">The shapes do not fit.</exception>
    /// <exception cref="DTypeException">Nothing is floating point.</exception>
    /// <exception cref="IndexException">A length is negative or above the number of steps.</exception>
    public (Tensor Output, Tensor Hidden, Tensor Cell) LstmSequence(Tensor weight, Tensor hidden, Tensor cell, Tensor? lengths = null, bool reverse = false, Tensor? projection = null)
    {
        if (projection is not null)
            return RecurrentSteps.Projected(this, weight, hidden, cell, lengths, reverse, projection);
        Tensor[] outputs = RecurrentSequence.Run(RecurrentCell.Lstm, reverse, this, weight, hidden, cell, lengths);
        return (outputs[0], outputs[1], outputs[2]);
    }
}
