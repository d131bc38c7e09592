using Lamina.Ops;

namespace Lamina;

public sealed partial class Tensor
{
    /// <summary>
    /// One GRU layer in one direction over whole sequences. This tensor is the input's part of the gates, x·Wᵢₕᵀ + bᵢₕ,
    /// [steps, batch, 3·H] in the order reset, update, candidate. With p = h·Wₕₕᵀ + bₕₕ: r, z = σ of the sums,
    /// n = tanh(x + r·p), h' = (1 − z)·n + z·h. As PyTorch, which multiplies r with the product and its bias.
    /// </summary>
    /// <remarks>
    /// DType: that to which all but the lengths promote, floating point; float16 and bfloat16 are computed in float32. The batch is divided among threads, the bits are the same
    /// for any number of them. <b>Source:</b> Cho and others: Learning phrase representations using RNN encoder–decoder (2014).
    /// </remarks>
    /// <param name="weight">Wₕₕ, [3·H, H].</param>
    /// <param name="bias">bₕₕ, [3·H].</param>
    /// <param name="hidden">The first h, [batch, H].</param>
    /// <param name="lengths">Steps of each sequence, integers [batch] from 0 to steps; all steps if null.</param>
    /// <param name="reverse">From each sequence's last step to its first.</param>
    /// <returns>h of all steps [steps, batch, H], zero beyond a sequence's end, and the last h [batch, H].</returns>
    /// <exception cref="ShapeException">The shapes do not fit.</exception>
    /// <exception cref="DTypeException">Nothing is floating point.</exception>
    /// <exception cref="IndexException">A length is negative or above the number of steps.</exception>
    public (Tensor Output, Tensor Hidden) GruSequence(Tensor weight, Tensor bias, Tensor hidden, Tensor? lengths = null, bool reverse = false)
    {
        Tensor[] outputs = RecurrentSequence.Run(RecurrentCell.Gru, reverse, this, weight, hidden, bias, lengths);
        return (outputs[0], outputs[1]);
    }
}
