namespace Lamina.NN;

/// <summary>A module that makes its parameters when it knows its input's shape, as the layers of Lamina.Keras do: at the first input, if not before.</summary>
public interface IBuildable : IInputAware
{
    /// <summary>True once the parameters are there.</summary>
    bool IsBuilt { get; }
}
