namespace Lamina.Onnx.Import;

/// <summary>One run of a model: what all its graphs, bodies and functions share while it lasts.</summary>
/// <param name="source">What errors call the model.</param>
/// <param name="isTraining">Whether the model is in training mode: dropout drops, running statistics follow.</param>
internal sealed class Evaluation(string source, bool isTraining)
{
    /// <summary>Whether the model is in training mode.</summary>
    public bool IsTraining { get; } = isTraining;

    public string Source { get; } = source;
}
