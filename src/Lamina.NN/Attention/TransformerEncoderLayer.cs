namespace Lamina.NN;

/// <summary>
/// A block of an encoder: attention of a sequence to itself, then two linear layers with an activation between, each added to its input.
/// y = norm₁(x + attention(x)), z = norm₂(y + W₂·a(W₁·y + b₁) + b₂); or, normalized first, y = x + attention(norm₁(x)), z = y + W₂·a(W₁·norm₂(y) + b₁) + b₂.
/// Shape: [places, batch, dim], kept, or with batch first; also without batch. Keys: those of <c>self_attn</c>, <c>linear1</c>, <c>linear2</c>, <c>norm1</c>, <c>norm2</c>.
/// </summary>
/// <remarks>
/// As <c>torch.nn.TransformerEncoderLayer</c>, its defaults and start included. With a causal mask it is a block of a language model without encoder.
/// DType: floating point. <b>Source:</b> Vaswani and others, Attention is all you need (2017); normalized first: Xiong and others, On layer
/// normalization in the transformer architecture (2020).
/// </remarks>
public sealed class TransformerEncoderLayer : Layer<Tensor, Tensor>
{
    readonly Dropout _dropout, _dropout1, _dropout2;

    /// <summary>Makes a block with random weights.</summary>
    /// <param name="modelDim">Numbers of a place; a multiple of the number of heads.</param>
    /// <param name="heads">Heads of attention.</param>
    /// <param name="feedForwardDim">Numbers between the two linear layers.</param>
    /// <param name="dropout">In training, probability of 0: for weights of pairs, behind the activation, and for what is added to an input.</param>
    /// <param name="activation">a.</param>
    /// <param name="epsilon">ε of the normalizations.</param>
    /// <param name="batchFirst">True for [batch, places, dim].</param>
    /// <param name="normFirst">True to normalize what goes into attention and linear layers, false to normalize the sums.</param>
    /// <param name="bias">False to leave all biases out.</param>
    /// <param name="keyValueHeads">Heads of keys and values; as many as of queries if null.</param>
    /// <param name="rotary">Turns queries and keys by their places; null for none.</param>
    /// <param name="generator">The source of dropout's random numbers; <see cref="Generator.Default"/> if null.</param>
    /// <exception cref="ShapeException">A size is below 1, or one is no multiple of the other.</exception>
    /// <exception cref="NumericException">Dropout is no probability.</exception>
    public TransformerEncoderLayer(
        int modelDim, int heads, int feedForwardDim = 2048, double dropout = 0.1, TransformerActivation activation = TransformerActivation.Relu, double epsilon = 1e-5,
        bool batchFirst = false, bool normFirst = false, bool bias = true, int? keyValueHeads = null, RotaryPositions? rotary = null, Generator? generator = null)
    {
        (Activation, NormFirst, Epsilon) = (activation, normFirst, epsilon);
        SelfAttention = new MultiHeadAttention(modelDim, heads, dropout, bias, batchFirst: batchFirst, keyValueHeads: keyValueHeads, rotary: rotary, generator: generator);
        Linear1 = new Linear(modelDim, FeedForward.Checked($"TransformerEncoderLayer({modelDim}, heads: {heads})", feedForwardDim), bias);
        Linear2 = new Linear(feedForwardDim, modelDim, bias);
        (Norm1, Norm2) = (new LayerNorm([modelDim], epsilon, bias: bias), new LayerNorm([modelDim], epsilon, bias: bias));
        (_dropout, _dropout1, _dropout2) = (new Dropout(dropout, generator), new Dropout(dropout, generator), new Dropout(dropout, generator));
    }

    /// <summary>Attention of the sequence to itself.</summary>
    [Key("self_attn")]
    public MultiHeadAttention SelfAttention { get; }

    /// <summary>W₁ and b₁.</summary>
    [Key("linear1")]
    public Linear Linear1 { get; }

    /// <summary>W₂ and b₂.</summary>
    [Key("linear2")]
    public Linear Linear2 { get; }

    /// <summary>The normalization of attention.</summary>
    [Key("norm1")]
    public LayerNorm Norm1 { get; }

    /// <summary>The normalization of the linear layers.</summary>
    [Key("norm2")]
    public LayerNorm Norm2 { get; }

    /// <summary>Numbers of a place.</summary>
    public int ModelDim => SelfAttention.EmbedDim;

    /// <summary>Heads of attention.</summary>
    public int Heads => SelfAttention.Heads;

    /// <summary>Heads of keys and values.</summary>
    public int KeyValueHeads => SelfAttention.KeyValueHeads;

    /// <summary>Numbers between the two linear layers.</summary>
    public int FeedForwardDim => (int)Linear1.OutFeatures;

    /// <summary>In training, the probability of 0.</summary>
    public double Dropout => _dropout.P;

    /// <summary>a.</summary>
    public TransformerActivation Activation { get; }

    /// <summary>ε of the normalizations.</summary>
    public double Epsilon { get; }

    /// <summary>True for [batch, places, dim].</summary>
    public bool BatchFirst => SelfAttention.BatchFirst;

    /// <summary>Whether inputs are normalized, not sums.</summary>
    public bool NormFirst { get; }

    /// <summary>Whether there are biases.</summary>
    public bool Bias => Linear1.Bias is not null;

    /// <summary>Turns queries and keys by their places; null for none.</summary>
    public RotaryPositions? Rotary => SelfAttention.Rotary;

    /// <summary>Computes the output where not all places see all others.</summary>
    /// <param name="x">The sequence.</param>
    /// <param name="mask">As in <see cref="AttentionInput"/>: true for what is not seen, or numbers added to the scores.</param>
    /// <param name="keyPaddingMask">[batch, places], true for places that nobody sees.</param>
    /// <param name="isCausal">True to let a place see itself and those before it alone.</param>
    /// <param name="cache">Earlier places, which are seen too; null for none.</param>
    /// <exception cref="ShapeException">The shapes do not fit.</exception>
    public Tensor Forward(Tensor x, Tensor? mask, Tensor? keyPaddingMask = null, bool isCausal = false, KeyValueCache? cache = null) =>
        Around(x, (Layer: this, mask, keyPaddingMask, isCausal, cache), static (x, rest) => rest.Layer.Encode(x, rest.mask, rest.keyPaddingMask, rest.isCausal, rest.cache));

    /// <inheritdoc/>
    public override string ToString() => $"TransformerEncoderLayer({ModelDim}, heads: {Heads})";

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => Encode(x, null, null, false, null);

    Tensor Encode(Tensor x, Tensor? mask, Tensor? padding, bool isCausal, KeyValueCache? cache)
    {
        Tensor Attend(Tensor z) => _dropout1.Forward(SelfAttention.Forward(z, keyPaddingMask: padding, mask: mask, isCausal: isCausal, cache: cache).Output);
        Tensor Feed(Tensor z) => _dropout2.Forward(FeedForward.Run(z, Linear1, Activation, _dropout, Linear2));
        if (NormFirst)
        {
            x += Attend(Norm1.Forward(x));
            return x + Feed(Norm2.Forward(x));
        }

        x = Norm1.Forward(x + Attend(x));
        return Norm2.Forward(x + Feed(x));
    }
}
