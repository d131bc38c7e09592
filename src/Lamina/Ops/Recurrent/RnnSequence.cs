using Lamina.Ops;

namespace Lamina;

public sealed partial class Tensor
{
    /// <summary>
    /// One simple recurrent layer in one direction over whole sequences: h' = a(x + h·Wₕₕᵀ). This tensor is the input's part x,
    /// x·Wᵢₕᵀ with both biases, [steps, batch, H].
    /// </summary>
    /// <remarks>
    /// DType: that to which all but the lengths promote, floating point; float16 and bfloat16 are computed in float32. The batch is divided among threads, the bits are the same
    /// for any number of them. <b>Source:</b> Elman: Finding structure in time (1990).
    /// </remarks>
    /// <param name="weight">Wₕₕ, [H, H].</param>
    /// <param name="hidden">The first h, [batch, H].</param>
    /// <param name="activation">a.</param>
    /// <param name="lengths">Steps of each sequence, integers [batch] from 0 to steps; all steps if null.</param>
    /// <param name="reverse">From each sequence's last step to its first.</param>
    /// <returns>h of all steps [steps, batch, H], zero beyond a sequence's end, and the last h [batch, H].</returns>
    /// <exception cref="ShapeException">The shapes do not fit.</exception>
    /// <exception cref="DTypeException">Nothing is floating point.</exception>
    /// <exception cref="IndexException">A length is negative or above the number of steps.</exception>
    public (Tensor Output, Tensor Hidden) RnnSequence(Tensor weight, Tensor hidden, RnnActivation activation = RnnActivation.Tanh, Tensor? lengths = null, bool reverse = false)
    {
        RecurrentCell cell = activation switch
        {
            RnnActivation.Relu => RecurrentCell.RnnRelu,
            RnnActivation.Sigmoid => RecurrentCell.RnnSigmoid,
            _ => RecurrentCell.RnnTanh,
        };
        Tensor[] outputs = RecurrentSequence.Run(cell, reverse, this, weight, hidden, null, lengths);
        return (outputs[0], outputs[1]);
    }
}
