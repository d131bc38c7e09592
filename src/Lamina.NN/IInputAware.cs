namespace Lamina.NN;

/// <summary>A module that can know what its input looks like. At the head of a network it lets all layers behind it be built at once.</summary>
public interface IInputAware
{
    /// <summary>Dtype and shape of one sample of the input, without the axis of the batch; null while it is unknown.</summary>
    TensorSpec? InputSpec { get; }
}
