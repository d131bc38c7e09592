namespace Lamina.NN;

/// <summary>
/// Blocks of a decoder one after another, and a normalization behind them. Shape: as of <see cref="TransformerDecoderLayer"/>, kept.
/// Keys: <c>layers.0</c>, <c>layers.1</c> …, <c>norm</c>.
/// </summary>
/// <remarks>As <c>torch.nn.TransformerDecoder</c>, but each layer starts with weights of its own, where PyTorch copies one.</remarks>
public sealed class TransformerDecoder : Layer<TransformerDecoderInput, Tensor>
{
    readonly TransformerDecoderLayer[] _layers;

    /// <summary>Makes a stack.</summary>
    /// <param name="layer">Makes a layer; it is called for each.</param>
    /// <param name="layers">How many layers.</param>
    /// <param name="norm">What normalizes the last one's output; null for none.</param>
    /// <exception cref="ShapeException">There is no layer.</exception>
    public TransformerDecoder(Func<TransformerDecoderLayer> layer, int layers, LayerNorm? norm = null)
    {
        if (layers < 1)
            throw new ShapeException($"TransformerDecoder: there is at least one layer; got {layers}.");
        (_layers, Norm) = ([.. Enumerable.Range(0, layers).Select(_ => layer())], norm);
    }

    /// <summary>The layers.</summary>
    public IReadOnlyList<TransformerDecoderLayer> Layers => _layers;

    /// <summary>What normalizes the last layer's output; null for none.</summary>
    public LayerNorm? Norm { get; }

    /// <summary>Computes the output.</summary>
    /// <inheritdoc cref="TransformerDecoderInput(Tensor, Tensor, Tensor?, Tensor?, Tensor?, Tensor?, bool, TransformerCache?)" path="/param"/>
    /// <exception cref="ShapeException">The shapes do not fit.</exception>
    public Tensor Forward(
        Tensor target, Tensor memory, Tensor? targetMask = null, Tensor? memoryMask = null, Tensor? targetKeyPaddingMask = null, Tensor? memoryKeyPaddingMask = null,
        bool targetIsCausal = false, TransformerCache? cache = null) =>
        Forward(new TransformerDecoderInput(target, memory, targetMask, memoryMask, targetKeyPaddingMask, memoryKeyPaddingMask, targetIsCausal, cache));

    /// <inheritdoc/>
    public override string ToString() => $"TransformerDecoder({_layers.Length}× {_layers[0]})";

    /// <inheritdoc/>
    protected override Tensor Compute(TransformerDecoderInput x)
    {
        for (int i = 0; i < _layers.Length; i++)
            x = x with { Target = _layers[i].Forward(x, i) };
        return Norm?.Forward(x.Target) ?? x.Target;
    }
}
