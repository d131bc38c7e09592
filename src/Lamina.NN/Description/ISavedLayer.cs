namespace Lamina.NN;

/// <summary>
/// A layer outside this library that stands in model files: by a stable name and the arguments of which it can be made again. What
/// makes it is told to <see cref="LayerMakers"/>; its weights are those of its state dict.
/// </summary>
/// <remarks>The layers of this library need it not: they are known to files already.</remarks>
public interface ISavedLayer
{
    /// <summary>The name in files, with the library's before it: <c>keras.Dense</c>. It never changes.</summary>
    string FormName { get; }

    /// <summary>
    /// The arguments by name. Values are bool, int, long, double, string, <see cref="Shape"/>, <see cref="Size2"/>, <see cref="Padding"/>, or null.
    /// </summary>
    IReadOnlyList<KeyValuePair<string, object?>> Arguments { get; }
}
