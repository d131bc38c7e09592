namespace Lamina.NN;

/// <summary>
/// Blocks of an encoder one after another, and a normalization behind them. Shape: as of <see cref="TransformerEncoderLayer"/>, kept.
/// Keys: <c>layers.0</c>, <c>layers.1</c> …, <c>norm</c>.
/// </summary>
/// <remarks>As <c>torch.nn.TransformerEncoder</c>, but each layer starts with weights of its own, where PyTorch copies one.</remarks>
public sealed class TransformerEncoder : Layer<Tensor, Tensor>
{
    readonly TransformerEncoderLayer[] _layers;

    /// <summary>Makes a stack.</summary>
    /// <param name="layer">Makes a layer; it is called for each.</param>
    /// <param name="layers">How many layers.</param>
    /// <param name="norm">What normalizes the last one's output; null for none.</param>
    /// <exception cref="ShapeException">There is no layer.</exception>
    public TransformerEncoder(Func<TransformerEncoderLayer> layer, int layers, LayerNorm? norm = null)
    {
        if (layers < 1)
            throw new ShapeException($"TransformerEncoder: there is at least one layer; got {layers}.");
        (_layers, Norm) = ([.. Enumerable.Range(0, layers).Select(_ => layer())], norm);
    }

    /// <summary>The layers.</summary>
    public IReadOnlyList<TransformerEncoderLayer> Layers => _layers;

    /// <summary>What normalizes the last layer's output; null for none.</summary>
    public LayerNorm? Norm { get; }

    /// <summary>Computes the output where not all places see all others.</summary>
    /// <param name="x">The sequence.</param>
    /// <param name="mask">As in <see cref="AttentionInput"/>: true for what is not seen, or numbers added to the scores.</param>
    /// <param name="keyPaddingMask">[batch, places], true for places that nobody sees.</param>
    /// <param name="isCausal">True to let a place see itself and those before it alone.</param>
    /// <param name="cache">Earlier places, which are seen too; null for none.</param>
    /// <exception cref="ShapeException">The shapes do not fit.</exception>
    public Tensor Forward(Tensor x, Tensor? mask, Tensor? keyPaddingMask = null, bool isCausal = false, TransformerCache? cache = null) =>
        Around(x, (Layer: this, mask, keyPaddingMask, isCausal, cache), static (x, rest) => rest.Layer.Encode(x, rest.mask, rest.keyPaddingMask, rest.isCausal, rest.cache));

    /// <inheritdoc/>
    public override string ToString() => $"TransformerEncoder({_layers.Length}× {_layers[0]})";

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => Encode(x, null, null, false, null);

    Tensor Encode(Tensor x, Tensor? mask, Tensor? padding, bool isCausal, TransformerCache? cache)
    {
        for (int i = 0; i < _layers.Length; i++)
            x = _layers[i].Forward(x, mask, padding, isCausal, cache?.Own(i));
        return Norm?.Forward(x) ?? x;
    }
}
