namespace Lamina.NN;

/// <summary>A module that makes its parameters when it knows its input's shape, as the layers of Lamina.Keras do: at the first input, if not before.</summary>
public interface IBuildable
{
    /// <summary>True once the parameters are there.</summary>
    bool IsBuilt { get; }

    /// <summary>Dtype and shape of one sample of the input, without the axis of the batch; null while it is unknown.</summary>
    TensorSpec? InputSpec { get; }
}
