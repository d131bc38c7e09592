using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Lamina.Data.Text;
using Lamina.Models.Language;
using Lamina.NN;

namespace Lamina.Pipelines;

/// <summary>A language model that goes on with a text, character by character.</summary>
/// <remarks>
/// What the network has made of the text so far is kept, so that each character costs one place and not the whole text. A network sees a limited number of characters
/// (<see cref="Gpt.Length"/>): where they are full, it begins anew with the last half of them.
/// </remarks>
/// <example><code>
/// TextGeneration poet = Pipeline.Load&lt;TextGeneration&gt;("runs/shakespeare-gpt-1");
/// foreach (string character in poet.Stream("ROMEO:", count: 300, new Sampling { Temperature = 0.8 }))
///     Console.Write(character);
/// </code></example>
public sealed class TextGeneration : Pipeline
{
    /// <summary>The word for this kind in <c>pipeline.json</c>.</summary>
    public const string KindName = "text-generation";

    const ulong ChoiceStream = 0x5447_0000_0000_0000;
    const int MostCharacters = 100_000, MostPlaces = 1 << 20, MostBlocks = 1000, MostWidth = 1 << 16;

    readonly Gpt _network;

    /// <summary>A pipeline of a network and the characters that its numbers mean.</summary>
    /// <param name="network">The network; it is put into evaluation mode.</param>
    /// <param name="tokenizer">The characters.</param>
    /// <exception cref="ArgumentException">There are not as many characters as the network has tokens.</exception>
    public TextGeneration(Gpt network, CharacterTokenizer tokenizer)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(tokenizer);
        if (network.Vocabulary != tokenizer.Count)
            throw new ArgumentException($"The network has {network.Vocabulary} tokens, and the tokenizer {tokenizer.Count} characters. They must be those that the network was trained with.", nameof(tokenizer));
        (_network, Tokenizer) = (network, tokenizer);
        network.Eval();
    }

    /// <inheritdoc/>
    public override Module Network => _network;

    /// <inheritdoc/>
    public override string Kind => KindName;

    /// <summary>The characters that the network knows.</summary>
    public CharacterTokenizer Tokenizer { get; }

    /// <summary>Goes on with a text.</summary>
    /// <param name="prompt">The text; at least one character.</param>
    /// <param name="count">How many characters to add.</param>
    /// <param name="sampling">How each is chosen; by the network's own probabilities if null.</param>
    /// <param name="seed">What the choices depend on: the same text for the same seed.</param>
    /// <returns>The added characters, as they are made; <paramref name="prompt"/> is not among them.</returns>
    /// <exception cref="PipelineException">The text is empty.</exception>
    /// <exception cref="Data.DataFormatException">The text has a character that the network does not know.</exception>
    public IEnumerable<string> Stream(string prompt, int count, Sampling? sampling = null, long seed = 0)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (prompt.Length == 0)
            throw new PipelineException("The text to go on with is empty. Give at least one character, such as a line break.");
        return Continued([.. Tokenizer.Encode(prompt).Select(token => token.Id)], count, sampling ?? new Sampling(), seed);
    }

    /// <summary>Goes on with a text, and leaves the caller's thread free meanwhile.</summary>
    /// <param name="prompt">The text; at least one character.</param>
    /// <param name="count">How many characters to add.</param>
    /// <param name="sampling">How each is chosen; by the network's own probabilities if null.</param>
    /// <param name="seed">What the choices depend on: the same text for the same seed.</param>
    /// <param name="cancellationToken">Ends it after the character in hand.</param>
    /// <returns>The added characters, as they are made.</returns>
    /// <exception cref="PipelineException">The text is empty.</exception>
    /// <exception cref="Data.DataFormatException">The text has a character that the network does not know.</exception>
    public IAsyncEnumerable<string> StreamAsync(string prompt, int count, Sampling? sampling = null, long seed = 0, CancellationToken cancellationToken = default) =>
        Later(Stream(prompt, count, sampling, seed), cancellationToken);

    /// <summary>Goes on with a text.</summary>
    /// <param name="prompt">The text; at least one character.</param>
    /// <param name="count">How many characters to add.</param>
    /// <param name="sampling">How each is chosen; by the network's own probabilities if null.</param>
    /// <param name="seed">What the choices depend on: the same text for the same seed.</param>
    /// <returns>What was added.</returns>
    /// <exception cref="PipelineException">The text is empty.</exception>
    /// <exception cref="Data.DataFormatException">The text has a character that the network does not know.</exception>
    public string Generate(string prompt, int count, Sampling? sampling = null, long seed = 0) => string.Concat(Stream(prompt, count, sampling, seed));

    internal static Pipeline Read(PipelineFile file)
    {
        IReadOnlyList<string> characters = file.Texts("characters", MostCharacters);
        int length = file.Int("length", 1, MostPlaces), blocks = file.Int("blocks", 1, MostBlocks), width = file.Int("width", 1, MostWidth), heads = file.Int("heads", 1, width);
        if (width % heads != 0)
            throw file.Fault("heads", $"a divisor of the width, {width}");
        file.CheckWeights("blocks", (12L * width * width * blocks) + ((long)(characters.Count + length) * width));
        try
        {
            CharacterTokenizer tokenizer = new(characters);
            return new TextGeneration(new Gpt(tokenizer.Count, length, blocks, width, heads), tokenizer);
        }
        catch (Data.DataFormatException error)
        {
            throw new PipelineException($"'{file.Path}' is damaged: {error.Message}", error);
        }
    }

    /// <inheritdoc/>
    protected override void Describe(PipelineFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        file.Set("characters", Tokenizer.Characters);
        file.Set("length", _network.Length);
        file.Set("blocks", _network.Blocks);
        file.Set("width", _network.Width);
        file.Set("heads", _network.Heads);
    }

    static async IAsyncEnumerable<string> Later(IEnumerable<string> pieces, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using IEnumerator<string> each = pieces.GetEnumerator();
        while (await Task.Run(each.MoveNext, cancellationToken).ConfigureAwait(false))
            yield return each.Current;
    }

    IEnumerable<string> Continued(int[] prompt, int count, Sampling sampling, long seed)
    {
        Philox random = new(unchecked((ulong)seed));
        TransformerCache cache = new();
        List<int> text = [.. prompt];
        int[] fresh = [.. prompt.TakeLast(_network.Length)];
        for (int step = 0; step < count; step++)
        {
            Vector128<uint> words = random.Block(ChoiceStream, (ulong)step);
            int next = sampling.Choose(Logits(fresh, cache), Philox.ToUnitDouble(words[0], words[1]));
            text.Add(next);
            yield return Tokenizer.Decode([next]);
            fresh = [next];
            if (cache.Length < _network.Length)
                continue;
            cache.Clear();
            fresh = [.. text.TakeLast(Math.Max(1, _network.Length / 2))];
        }
    }

    // Of the last place.
    float[] Logits(int[] ids, TransformerCache cache)
    {
        using GradientScope off = Gradients.Off();
        Tensor logits = _network.Forward(Tensor.From<long>([.. ids.Select(id => (long)id)], [1, ids.Length]), cache);
        return logits.Select(1, ids.Length - 1).ToArray<float>();
    }
}
