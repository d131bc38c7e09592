namespace Lamina.NN;

/// <summary>
/// An encoder and a decoder, each with a normalization behind its blocks. Shape: source [S, batch, dim] and target [T, batch, dim] → [T, batch, dim], or with
/// batch first; also without batch. Keys: those of <c>encoder</c> and <c>decoder</c>.
/// </summary>
/// <remarks>
/// As <c>torch.nn.Transformer</c>, its defaults and start included: all weights with two axes from Glorot's uniform distribution.
/// Embeddings, positions and the layer of the result stand outside. DType: floating point. <b>Source:</b> Vaswani and others, Attention is all you need (2017).
/// </remarks>
public sealed class Transformer : Layer<TransformerInput, Tensor>
{
    /// <summary>Makes a transformer with random weights.</summary>
    /// <param name="modelDim">Numbers of a place; a multiple of the number of heads.</param>
    /// <param name="heads">Heads of attention.</param>
    /// <param name="encoderLayers">Blocks of the encoder.</param>
    /// <param name="decoderLayers">Blocks of the decoder.</param>
    /// <param name="feedForwardDim">Numbers between the two linear layers of a block.</param>
    /// <param name="dropout">In training, probability of 0.</param>
    /// <param name="activation">What stands between the two linear layers.</param>
    /// <param name="epsilon">ε of the normalizations.</param>
    /// <param name="batchFirst">True for [batch, places, dim].</param>
    /// <param name="normFirst">True to normalize what goes into attention and linear layers, false to normalize the sums.</param>
    /// <param name="generator">The source of dropout's random numbers; <see cref="Generator.Default"/> if null.</param>
    /// <exception cref="ShapeException">A size is below 1, or the dimension no multiple of the heads.</exception>
    /// <exception cref="NumericException">Dropout is no probability.</exception>
    public Transformer(
        int modelDim = 512, int heads = 8, int encoderLayers = 6, int decoderLayers = 6, int feedForwardDim = 2048, double dropout = 0.1,
        TransformerActivation activation = TransformerActivation.Relu, double epsilon = 1e-5, bool batchFirst = false, bool normFirst = false, Generator? generator = null)
    {
        Encoder = new TransformerEncoder(
            () => new TransformerEncoderLayer(modelDim, heads, feedForwardDim, dropout, activation, epsilon, batchFirst, normFirst, generator: generator), encoderLayers, new LayerNorm([modelDim], epsilon));
        Decoder = new TransformerDecoder(
            () => new TransformerDecoderLayer(modelDim, heads, feedForwardDim, dropout, activation, epsilon, batchFirst, normFirst, generator: generator), decoderLayers, new LayerNorm([modelDim], epsilon));
        foreach (Parameter parameter in Parameters())
        {
            if (parameter.Value.Rank > 1)
                Init.Fill(parameter, Init.GlorotUniform);
        }
    }

    /// <summary>The encoder.</summary>
    public TransformerEncoder Encoder { get; }

    /// <summary>The decoder.</summary>
    public TransformerDecoder Decoder { get; }

    /// <summary>The mask by which a place sees itself and those before it alone: true above the diagonal, [length, length].</summary>
    /// <param name="length">Number of places.</param>
    public static Tensor CausalMask(long length) => Tensor.Ones([length, length], DType.Bool).Triu(1);

    /// <summary>Computes the decoder's output.</summary>
    /// <inheritdoc cref="TransformerInput(Tensor, Tensor, Tensor?, Tensor?, Tensor?, Tensor?, Tensor?, Tensor?, bool, bool)" path="/param"/>
    /// <exception cref="ShapeException">The shapes do not fit.</exception>
    public Tensor Forward(
        Tensor source, Tensor target, Tensor? sourceMask = null, Tensor? targetMask = null, Tensor? memoryMask = null,
        Tensor? sourceKeyPaddingMask = null, Tensor? targetKeyPaddingMask = null, Tensor? memoryKeyPaddingMask = null, bool sourceIsCausal = false, bool targetIsCausal = false) =>
        Forward(new TransformerInput(source, target, sourceMask, targetMask, memoryMask, sourceKeyPaddingMask, targetKeyPaddingMask, memoryKeyPaddingMask, sourceIsCausal, targetIsCausal));

    /// <inheritdoc/>
    public override string ToString() => $"Transformer({Encoder}, {Decoder})";

    /// <inheritdoc/>
    protected override Tensor Compute(TransformerInput x)
    {
        Tensor memory = Encoder.Forward(x.Source, x.SourceMask, x.SourceKeyPaddingMask, x.SourceIsCausal);
        return Decoder.Forward(memory: memory, target: x.Target, targetMask: x.TargetMask, memoryMask: x.MemoryMask,
            targetKeyPaddingMask: x.TargetKeyPaddingMask, memoryKeyPaddingMask: x.MemoryKeyPaddingMask, targetIsCausal: x.TargetIsCausal);
    }
}
