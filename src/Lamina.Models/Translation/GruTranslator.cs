using Lamina.NN;

namespace Lamina.Models.Translation;

/// <summary>
/// A translator: gated recurrent units read a sentence in both directions, and others write the translation, looking at each step at the places of the sentence that matter then. Numbers of
/// tokens [batch, places] and, of the translation, begin and tokens [batch, steps] → logits of the tokens that follow [batch, steps, target vocabulary].
/// </summary>
/// <remarks>
/// Attention: e = v·tanh(W s + U h), softmax over the places that are no padding. The output layer's weights are those of the target's embedding.
/// Number 0 is padding, on the right. <b>Source:</b> Bahdanau, Cho, Bengio: Neural machine translation by jointly learning to align and translate (2015); the tied output: Press, Wolf (2017).
/// </remarks>
public sealed class GruTranslator : Module<Tensor, Tensor, Tensor>
{
    readonly Embedding _source, _target;
    readonly Gru _encoder;
    readonly Linear _bridge, _key, _query, _energy, _readout;

    // The decoder's gates of the token before, of what attention looks at, and of the state.
    readonly Linear _gate, _contextGate, _stateGate;
    readonly Parameter _bias;
    readonly Dropout _dropout;

    /// <summary>Makes a translator with random weights.</summary>
    /// <param name="sourceVocabulary">Number of tokens of the language to translate, padding among them.</param>
    /// <param name="targetVocabulary">Number of tokens of the language to translate to.</param>
    /// <param name="width">Numbers for a token.</param>
    /// <param name="hidden">Units of the encoder in one direction, and of the decoder.</param>
    /// <param name="dropout">The probability with which numbers of embeddings and of the last layer's input are left out in training.</param>
    public GruTranslator(int sourceVocabulary, int targetVocabulary, int width, int hidden, double dropout = 0)
    {
        (SourceVocabulary, TargetVocabulary, Width, Hidden, DropoutRate) = (sourceVocabulary, targetVocabulary, width, hidden, dropout);
        (_source, _target) = (new Embedding(sourceVocabulary, width, paddingIndex: 0), new Embedding(targetVocabulary, width, paddingIndex: 0));
        _encoder = new Gru(width, hidden, batchFirst: true, bidirectional: true);
        _bridge = new Linear(2L * hidden, hidden);
        (_key, _query, _energy) = (new Linear(2L * hidden, hidden), new Linear(hidden, hidden, bias: false), new Linear(hidden, 1, bias: false));
        (_gate, _contextGate, _stateGate) = (new Linear(width, 3L * hidden), new Linear(2L * hidden, 3L * hidden, bias: false), new Linear(hidden, 3L * hidden));
        _readout = new Linear(width + (3L * hidden), width);
        _bias = new Parameter(Tensor.Zeros([targetVocabulary]));
        _dropout = new Dropout(dropout);

        // Tied to the output, whose logits begin near 0.
        foreach (Embedding embedding in (Embedding[])[_source, _target])
            Init.Fill(embedding.Weight, (shape, dtype, generator) => Init.Normal(shape, 0, 1 / Math.Sqrt(width), dtype, generator));
    }

    /// <summary>Number of tokens of the language to translate.</summary>
    public int SourceVocabulary { get; }

    /// <summary>Number of tokens of the language to translate to.</summary>
    public int TargetVocabulary { get; }

    /// <summary>Numbers for a token.</summary>
    public int Width { get; }

    /// <summary>Units of the encoder in one direction, and of the decoder.</summary>
    public int Hidden { get; }

    /// <summary>The probability of dropout.</summary>
    public double DropoutRate { get; }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor first, Tensor second)
    {
        TranslatorMemory memory = Encode(first);
        if (second.Rank != 2 || second.Shape[0] != first.Shape[0])
            throw new ShapeException($"GruTranslator takes tokens of sentences [batch, places] and of their translations [batch, steps]; got {first.Spec} and {second.Spec}.");

        // All that does not wait for the step before is computed for all steps at once.
        Tensor embedded = _dropout.Forward(_target.Forward(second)), gates = _gate.Forward(embedded), state = memory.State;
        Tensor[] states = new Tensor[second.Shape[1]], contexts = new Tensor[second.Shape[1]];
        for (int step = 0; step < states.Length; step++)
        {
            (state, contexts[step]) = Decode(gates.Select(1, step), memory, state);
            states[step] = state;
        }

        return Logits(Tensor.Stack(states, 1), Tensor.Stack(contexts, 1), embedded);
    }

    /// <summary>Reads sentences.</summary>
    /// <param name="source">Numbers of tokens [batch, places]; 0 is padding, on the right.</param>
    public TranslatorMemory Encode(Tensor source)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (source.Rank != 2)
            throw new ShapeException($"GruTranslator takes sentences as numbers of tokens [batch, places]; got {source.Spec}.");
        Tensor isToken = source.Greater(0);
        Tensor annotations = _encoder.Forward(_dropout.Forward(_source.Forward(source)), lengths: isToken.To(DType.Int64).Sum(1)).Output;
        Tensor mask = isToken.Unsqueeze(2);

        // The mean of the places that are tokens; those behind are 0.
        Tensor mean = annotations.Sum(1) / mask.To(annotations.DType).Sum(1);
        return new TranslatorMemory(annotations, _key.Forward(annotations), mask, _bridge.Forward(mean).Tanh());
    }

    /// <summary>Says what follows a token of the translation.</summary>
    /// <param name="token">The last token of each translation, [batch].</param>
    /// <param name="memory">The sentences: one for each translation, or one for all.</param>
    /// <param name="state">The decoder's state, [batch, hidden]; that of the memory at first.</param>
    /// <returns>Logits [batch, target vocabulary], and the next state.</returns>
    public (Tensor Logits, Tensor State) Step(Tensor token, TranslatorMemory memory, Tensor state)
    {
        ArgumentNullException.ThrowIfNull(memory);
        Tensor embedded = _target.Forward(token);
        (Tensor next, Tensor context) = Decode(_gate.Forward(embedded), memory, state);
        return (Logits(next, context, embedded), next);
    }

    // Attention by the state before, and a step of the gated unit with what it looks at.
    (Tensor State, Tensor Context) Decode(Tensor gates, TranslatorMemory memory, Tensor state)
    {
        Tensor energies = _energy.Forward((memory.Keys + _query.Forward(state).Unsqueeze(1)).Tanh());
        Tensor weights = energies.MaskedFill(!memory.Mask, double.NegativeInfinity).Softmax(1);
        Tensor context = weights.Transpose(1, 2).MatMul(memory.Annotations).Squeeze(1);
        return ((gates + _contextGate.Forward(context)).Unsqueeze(0).GruSequence(_stateGate.Weight, _stateGate.Bias!, state).Hidden, context);
    }

    Tensor Logits(Tensor state, Tensor context, Tensor embedded) =>
        _dropout.Forward(_readout.Forward(Tensor.Concatenate([state, context, embedded], -1)).Tanh()).Linear(_target.Weight.Value, _bias.Value);
}
