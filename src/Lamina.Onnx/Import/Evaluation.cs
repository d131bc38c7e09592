using Lamina.Onnx.Schema;
using Lamina.Onnx.Values;
using Buffer = Lamina.NN.Buffer;

namespace Lamina.Onnx.Import;

/// <summary>One run of a model: what all its graphs, bodies and functions share while it lasts.</summary>
/// <param name="source">What errors call the model.</param>
/// <param name="isTraining">Whether the model is in training mode.</param>
/// <param name="limits">What it may take.</param>
/// <param name="statistics">The running statistics of its normalizations.</param>
internal sealed class Evaluation(string source, bool isTraining, OnnxLimits limits, IEnumerable<Buffer> statistics)
{
    // A statistic is known by its tensor, whatever a function calls it.
    readonly Dictionary<Tensor, Buffer> _statistics = isTraining ? statistics.ToDictionary<Buffer, Tensor>(buffer => buffer.Value, ReferenceEqualityComparer.Instance) : [];

    long _nodes;

    public OnnxLimits Limits => limits;

    /// <summary>Whether the model is in training mode: dropout drops, running statistics follow the batches.</summary>
    public bool IsTraining { get; } = isTraining;

    /// <summary>The running statistic that a tensor is; null if it is none, or the model does not train.</summary>
    public Buffer? Statistic(Tensor tensor) => _statistics.GetValueOrDefault(tensor);

    /// <summary>A node, or the body of a loop or branch, is about to be computed.</summary>
    /// <exception cref="OnnxException">It is one too many.</exception>
    public void Enter(object part)
    {
        if (++_nodes > limits.Nodes)
            throw new OnnxException($"{source}: {part}: the run takes more than the {limits.Nodes} nodes that are allowed. Raise {nameof(OnnxModel)}.{nameof(OnnxModel.Limits)}, or distrust the model: a loop in it may have no end.");
    }

    /// <summary>A node has given a value.</summary>
    /// <exception cref="OnnxException">It is larger than it may be, if only by repeating its elements.</exception>
    public void Check(NodeProto node, Value value)
    {
        if (value is TensorValue { Data: { } tensor } && tensor.Spec.Bytes > limits.TensorBytes)
            throw new OnnxException($"{source}: {node}: it gives {tensor.Spec}, more than the {limits.TensorBytes} bytes that are allowed. Raise {nameof(OnnxModel)}.{nameof(OnnxModel.Limits)}, or distrust the model.");
    }
}
