using Buffer = Lamina.NN.Buffer;

namespace Lamina.Onnx.Import;

/// <summary>One run of a model: what all its graphs, bodies and functions share while it lasts.</summary>
/// <param name="source">What errors call the model.</param>
/// <param name="isTraining">Whether the model is in training mode.</param>
/// <param name="statistics">The running statistics of its normalizations.</param>
internal sealed class Evaluation(string source, bool isTraining, IEnumerable<Buffer> statistics)
{
    // A statistic is known by its tensor, whatever a function calls it.
    readonly Dictionary<Tensor, Buffer> _statistics = isTraining ? statistics.ToDictionary<Buffer, Tensor>(buffer => buffer.Value, ReferenceEqualityComparer.Instance) : [];

    public string Source { get; } = source;

    /// <summary>Whether the model is in training mode: dropout drops, running statistics follow the batches.</summary>
    public bool IsTraining { get; } = isTraining;

    /// <summary>The running statistic that a tensor is; null if it is none, or the model does not train.</summary>
    public Buffer? Statistic(Tensor tensor) => _statistics.GetValueOrDefault(tensor);
}
