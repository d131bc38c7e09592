namespace Lamina.TestKit;

/// <summary>How a test lays a tensor's elements in memory.</summary>
public enum TensorLayout
{
    /// <summary>Row-major.</summary>
    Contiguous,

    /// <summary>Column-major, seen through a permuted view.</summary>
    Transposed,

    /// <summary>Every second element of a larger tensor.</summary>
    Sliced,

    /// <summary>The first slice of the first axis, repeated along it: stride 0.</summary>
    Broadcast,

    /// <summary>Every axis from its end: negative strides.</summary>
    Reversed,
}
