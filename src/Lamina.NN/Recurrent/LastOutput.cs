namespace Lamina.NN;

/// <summary>
/// A recurrent layer as a module of one output, for a <see cref="Sequential"/>: the state of its last layer after each sequence, both directions side by side.
/// Shape: [steps, batch, in], or [batch, steps, in] if batch-first, → [batch, directions · hidden]. The keys are the layer's own.
/// </summary>
public sealed class LastOutput : Layer<Tensor, Tensor>
{
    [Unlisted]
    readonly IRecurrentLayer _layer;

    /// <summary>Wraps a simple recurrent layer.</summary>
    public LastOutput(Rnn layer) => (_layer, Recurrent) = (layer, layer);

    /// <summary>Wraps an LSTM.</summary>
    public LastOutput(Lstm layer) => (_layer, Recurrent) = (layer, layer);

    /// <summary>Wraps a GRU.</summary>
    public LastOutput(Gru layer) => (_layer, Recurrent) = (layer, layer);

    /// <summary>The layer.</summary>
    [Key("")]
    public Module Recurrent { get; }

    /// <inheritdoc/>
    public override string ToString() => $"LastOutput({Recurrent})";

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => _layer.Last(x);
}
