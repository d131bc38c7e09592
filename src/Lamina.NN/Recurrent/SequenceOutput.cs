namespace Lamina.NN;

/// <summary>
/// A recurrent layer as a module of one output, for a <see cref="Sequential"/>: the output of every step.
/// Shape: [steps, batch, in] → [steps, batch, directions · hidden], or with batch and steps exchanged if batch-first. The keys are the layer's own.
/// </summary>
public sealed class SequenceOutput : Layer<Tensor, Tensor>
{
    [Unlisted]
    readonly IRecurrentLayer _layer;

    /// <summary>Wraps a simple recurrent layer.</summary>
    public SequenceOutput(Rnn layer) => (_layer, Recurrent) = (layer, layer);

    /// <summary>Wraps an LSTM.</summary>
    public SequenceOutput(Lstm layer) => (_layer, Recurrent) = (layer, layer);

    /// <summary>Wraps a GRU.</summary>
    public SequenceOutput(Gru layer) => (_layer, Recurrent) = (layer, layer);

    /// <summary>The layer.</summary>
    [Key("")]
    public Module Recurrent { get; }

    /// <inheritdoc/>
    public override string ToString() => $"SequenceOutput({Recurrent})";

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => _layer.Sequence(x);
}
