namespace Lamina.NN;

/// <summary>
/// A block of a decoder: attention of a sequence to itself, attention to an encoder's output, then two linear layers with an activation
/// between, each added to its input and normalized as in <see cref="TransformerEncoderLayer"/>.
/// Shape: [places, batch, dim], kept, or with batch first; also without batch. Keys: those of <c>self_attn</c>, <c>multihead_attn</c>, <c>linear1</c>, <c>linear2</c>,
/// <c>norm1</c>, <c>norm2</c>, <c>norm3</c>.
/// </summary>
/// <remarks>
/// As <c>torch.nn.TransformerDecoderLayer</c>, its defaults and start included. DType: floating point.
/// <b>Source:</b> Vaswani and others, Attention is all you need (2017).
/// </remarks>
public sealed class TransformerDecoderLayer : Layer<TransformerDecoderInput, Tensor>
{
    readonly Dropout _dropout, _dropout1, _dropout2, _dropout3;

    /// <summary>Makes a block with random weights.</summary>
    /// <inheritdoc cref="TransformerEncoderLayer(int, int, int, double, TransformerActivation, double, bool, bool, bool, int?, RotaryPositions?, Generator?)"/>
    public TransformerDecoderLayer(
        int modelDim, int heads, int feedForwardDim = 2048, double dropout = 0.1, TransformerActivation activation = TransformerActivation.Relu, double epsilon = 1e-5,
        bool batchFirst = false, bool normFirst = false, bool bias = true, int? keyValueHeads = null, RotaryPositions? rotary = null, Generator? generator = null)
    {
        (Activation, NormFirst, Epsilon) = (activation, normFirst, epsilon);
        SelfAttention = new MultiHeadAttention(modelDim, heads, dropout, bias, batchFirst: batchFirst, keyValueHeads: keyValueHeads, rotary: rotary, generator: generator);
        MemoryAttention = new MultiHeadAttention(modelDim, heads, dropout, bias, batchFirst: batchFirst, keyValueHeads: keyValueHeads, generator: generator);
        Linear1 = new Linear(modelDim, FeedForward.Checked($"TransformerDecoderLayer({modelDim}, heads: {heads})", feedForwardDim), bias);
        Linear2 = new Linear(feedForwardDim, modelDim, bias);
        LayerNorm Norm() => new([modelDim], epsilon, bias: bias);
        Dropout Drop() => new(dropout, generator);
        (Norm1, Norm2, Norm3) = (Norm(), Norm(), Norm());
        (_dropout, _dropout1, _dropout2, _dropout3) = (Drop(), Drop(), Drop(), Drop());
    }

    /// <summary>Attention of the sequence to itself.</summary>
    [Key("self_attn")]
    public MultiHeadAttention SelfAttention { get; }

    /// <summary>Attention of the sequence to the encoder's output.</summary>
    [Key("multihead_attn")]
    public MultiHeadAttention MemoryAttention { get; }

    /// <summary>W₁ and b₁.</summary>
    [Key("linear1")]
    public Linear Linear1 { get; }

    /// <summary>W₂ and b₂.</summary>
    [Key("linear2")]
    public Linear Linear2 { get; }

    /// <summary>The normalization of attention to itself.</summary>
    [Key("norm1")]
    public LayerNorm Norm1 { get; }

    /// <summary>The normalization of attention to the encoder's output.</summary>
    [Key("norm2")]
    public LayerNorm Norm2 { get; }

    /// <summary>The normalization of the linear layers.</summary>
    [Key("norm3")]
    public LayerNorm Norm3 { get; }

    /// <summary>Numbers of a place.</summary>
    public int ModelDim => SelfAttention.EmbedDim;

    /// <summary>Heads of attention.</summary>
    public int Heads => SelfAttention.Heads;

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

    /// <summary>Computes the output.</summary>
    /// <inheritdoc cref="TransformerDecoderInput(Tensor, Tensor, Tensor?, Tensor?, Tensor?, Tensor?, bool, TransformerCache?)" path="/param"/>
    /// <exception cref="ShapeException">The shapes do not fit.</exception>
    public Tensor Forward(
        Tensor target, Tensor memory, Tensor? targetMask = null, Tensor? memoryMask = null, Tensor? targetKeyPaddingMask = null, Tensor? memoryKeyPaddingMask = null,
        bool targetIsCausal = false, TransformerCache? cache = null) =>
        Forward(new TransformerDecoderInput(target, memory, targetMask, memoryMask, targetKeyPaddingMask, memoryKeyPaddingMask, targetIsCausal, cache));

    /// <summary>Computes the output as a layer of a stack.</summary>
    /// <param name="x">The input.</param>
    /// <param name="place">The layer's number, under which it stands in the cache.</param>
    internal Tensor Forward(TransformerDecoderInput x, int place) => Around(x, (Layer: this, place), static (x, rest) => rest.Layer.Decode(x, rest.place));

    /// <inheritdoc/>
    public override string ToString() => $"TransformerDecoderLayer({ModelDim}, heads: {Heads})";

    /// <inheritdoc/>
    protected override Tensor Compute(TransformerDecoderInput x) => Decode(x, 0);

    Tensor Decode(TransformerDecoderInput a, int place)
    {
        Tensor Own(Tensor z) => _dropout1.Forward(SelfAttention.Forward(
            z, keyPaddingMask: a.TargetKeyPaddingMask, mask: a.TargetMask, isCausal: a.TargetIsCausal, cache: a.Cache?.Own(place)).Output);
        Tensor Memory(Tensor z) => _dropout2.Forward(MemoryAttention.Forward(
            z, a.Memory, a.Memory, a.MemoryKeyPaddingMask, a.MemoryMask, cache: a.Cache?.Memory(place)).Output);
        Tensor Feed(Tensor z) => _dropout3.Forward(FeedForward.Run(z, Linear1, Activation, _dropout, Linear2));
        Tensor x = a.Target;
        if (NormFirst)
        {
            x += Own(Norm1.Forward(x));
            x += Memory(Norm2.Forward(x));
            return x + Feed(Norm3.Forward(x));
        }

        x = Norm1.Forward(x + Own(x));
        x = Norm2.Forward(x + Memory(x));
        return Norm3.Forward(x + Feed(x));
    }
}
