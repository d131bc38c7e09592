namespace Lamina.NN;

/// <summary>
/// A tensor that belongs to a module's state but is not trained, such as a running mean. A module finds the buffers in its fields
/// by itself.
/// </summary>
/// <remarks>Where <c>System.Buffer</c> is in sight too, write <c>using Buffer = Lamina.NN.Buffer;</c>.</remarks>
public sealed class Buffer : StateTensor
{
    /// <summary>Makes a buffer of the given values, with whose memory it works on; no copy is made.</summary>
    /// <param name="value">The first values, of any dtype.</param>
    /// <param name="persistent">False to leave it out of the state dict: for what can be computed again.</param>
    public Buffer(Tensor value, bool persistent = true)
        : base(value.Detach()) => IsPersistent = persistent;

    /// <summary>True if the buffer stands in the state dict.</summary>
    public bool IsPersistent { get; }

    internal override void To(DType dtype)
    {
        using (Gradients.Off())
            Own = Own.To(dtype);
    }
}
