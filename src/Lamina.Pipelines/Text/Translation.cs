using System.Text;
using Lamina.Data.Text;
using Lamina.Models.Language;
using Lamina.Models.Translation;
using Lamina.NN;

namespace Lamina.Pipelines;

/// <summary>A translator: a sentence in, its translation out.</summary>
/// <example><code>
/// Translation translator = Pipeline.Load&lt;Translation&gt;("runs/translate-gru-1");
/// Console.WriteLine(translator.Translate("Ein Hund rennt durch den Schnee."));
/// </code></example>
public sealed class Translation : Pipeline
{
    /// <summary>The word for this kind in <c>pipeline.json</c>.</summary>
    public const string KindName = "translation";

    /// <summary>The names of the tokenizer's special tokens: padding, the begin and the end of a translation.</summary>
    public static IReadOnlyList<string> Specials { get; } = ["<pad>", "<begin>", "<end>"];

    /// <summary>Their numbers.</summary>
    public const int Padding = 0, Begin = 1, End = 2;

    const int MostJson = 32 << 20, MostWidth = 1 << 13, MostTokens = 1 << 12;

    readonly GruTranslator _network;

    /// <summary>A pipeline of a network and the tokens that its numbers mean, the same for both languages.</summary>
    /// <param name="network">The network; it is put into evaluation mode.</param>
    /// <param name="tokenizer">The tokens, with the special ones first.</param>
    /// <exception cref="ArgumentException">The tokenizer has other special tokens, or not as many tokens as the network.</exception>
    public Translation(GruTranslator network, BytePairTokenizer tokenizer)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(tokenizer);
        if (!tokenizer.Specials.SequenceEqual(Specials))
            throw new ArgumentException($"A translator's tokenizer has the special tokens {string.Join(", ", Specials)}; got {string.Join(", ", tokenizer.Specials)}.", nameof(tokenizer));
        if (network.SourceVocabulary != tokenizer.Count || network.TargetVocabulary != tokenizer.Count)
            throw new ArgumentException($"The network has {network.SourceVocabulary} and {network.TargetVocabulary} tokens, and the tokenizer {tokenizer.Count}. They must be those that the network was trained with.", nameof(tokenizer));
        (_network, Tokenizer) = (network, tokenizer);
        network.Eval();
    }

    /// <inheritdoc/>
    public override Module Network => _network;

    /// <inheritdoc/>
    public override string Kind => KindName;

    /// <summary>The tokens that the network knows, of both languages.</summary>
    public BytePairTokenizer Tokenizer { get; }

    /// <summary>How many beginnings of a translation are kept while the best is looked for.</summary>
    public int Beams { get; init; } = 5;

    /// <summary>Whether texts are taken in lower case, as where the network was trained so.</summary>
    public bool LowerCase { get; init; }

    /// <summary>The exponent of the length by which the score of a translation is divided.</summary>
    public double LengthPenalty { get; init; } = 1;

    /// <summary>Translates a sentence.</summary>
    /// <param name="text">The sentence.</param>
    /// <exception cref="PipelineException">It is empty, or far longer than a sentence.</exception>
    public string Translate(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (string.IsNullOrWhiteSpace(text))
            throw new PipelineException("There is nothing to translate: the text is empty. Give a sentence.");
        long[] source = [.. Tokenizer.Encode(LowerCase ? text.Trim().ToLowerInvariant() : text.Trim()).Select(token => (long)token.Id)];
        if (source.Length > MostTokens)
            throw new PipelineException($"The text has {source.Length} tokens; {MostTokens} at most are translated at once. Give sentence by sentence.");
        using GradientScope off = Gradients.Off();
        TranslatorMemory memory = _network.Encode(Tensor.From<long>(source, [1, source.Length]));
        Tensor? state = null;
        BeamSearch search = new(Beams, End, (2 * source.Length) + 10, LengthPenalty);
        return Tokenizer.Decode([.. search.Run(Begin, Next).Tokens]);

        IReadOnlyList<float[]> Next(IReadOnlyList<int> parents, IReadOnlyList<int> tokens)
        {
            Tensor order = Tensor.From<long>([.. parents.Select(parent => (long)parent)], [parents.Count]);
            (Tensor logits, state) = _network.Step(Tensor.From<long>([.. tokens.Select(token => (long)token)], [tokens.Count]), memory, (state ?? memory.State).IndexSelect(0, order));
            float[] rows = logits.LogSoftmax(-1).ToArray<float>();

            // A translation has neither padding nor a second begin in it.
            return [.. rows.Chunk(_network.TargetVocabulary).Select(row =>
            {
                (row[Padding], row[Begin]) = (float.NegativeInfinity, float.NegativeInfinity);
                return row;
            })];
        }
    }

    internal static Pipeline Read(PipelineFile file)
    {
        int width = file.Int("width", 1, MostWidth), hidden = file.Int("hidden", 1, MostWidth), beams = file.Int("beams", 1, 100);
        double penalty = file.Real("lengthPenalty");
        if (penalty is < 0 or > 10)
            throw file.Fault("lengthPenalty", "a number from 0 to 10");
        try
        {
            BytePairTokenizer tokenizer = BytePairTokenizer.Parse(Encoding.UTF8.GetBytes(file.Text("tokenizer", MostJson)), file.Path);

            // Two embeddings, and what lies between: all but the biases.
            file.CheckWeights("hidden", (2L * tokenizer.Count * width) + (hidden * ((12L * width) + (20L * hidden))) + ((long)width * width));
            return new Translation(new GruTranslator(tokenizer.Count, tokenizer.Count, width, hidden), tokenizer) { Beams = beams, LengthPenalty = penalty, LowerCase = file.Flag("lowerCase") };
        }
        catch (Exception error) when (error is Data.DataFormatException or ArgumentException)
        {
            throw new PipelineException($"'{file.Path}' is damaged: {error.Message}", error);
        }
    }

    /// <inheritdoc/>
    protected override void Describe(PipelineFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        file.Set("tokenizer", Encoding.UTF8.GetString(Tokenizer.ToJson()));
        file.Set("width", _network.Width);
        file.Set("hidden", _network.Hidden);
        file.Set("beams", Beams);
        file.Set("lengthPenalty", LengthPenalty);
        file.Set("lowerCase", LowerCase);
    }
}
