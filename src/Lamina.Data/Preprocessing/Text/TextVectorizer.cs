using System.Text;

namespace Lamina.Data;

/// <summary>Texts as numbers over the words of a training part: bags of words, or sequences of word numbers. Fitted, immutable, plain data.</summary>
/// <remarks>
/// A text becomes lower case, its punctuation goes, and white space parts the words, as in Keras' <c>TextVectorization</c>. In sequences 0 is padding and 1 a word that is not
/// known; the words of the vocabulary follow, the most frequent first.
/// </remarks>
public sealed class TextVectorizer
{
    /// <summary>The number of words in a sequence that the vocabulary lacks.</summary>
    public const int UnknownNumber = 1;

    readonly Dictionary<string, int> _places;
    readonly double[] _weights;

    /// <summary>A vectorizer of a known vocabulary.</summary>
    /// <param name="vocabulary">The words, the most frequent first.</param>
    /// <param name="inverseFrequencies">ln(1 + n / (1 + d)) of each word.</param>
    /// <exception cref="ArgumentException">A word comes twice, or there are not as many numbers as words.</exception>
    public TextVectorizer(IReadOnlyList<string> vocabulary, IReadOnlyList<double> inverseFrequencies)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        ArgumentNullException.ThrowIfNull(inverseFrequencies);
        if (vocabulary.Count != inverseFrequencies.Count)
            throw new ArgumentException($"A vocabulary of {vocabulary.Count} words needs as many inverse frequencies; got {inverseFrequencies.Count}.", nameof(inverseFrequencies));
        _places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach ((int place, string word) in vocabulary.Index())
        {
            if (!_places.TryAdd(word, place))
                throw new ArgumentException($"The word '{word}' comes twice in the vocabulary.", nameof(vocabulary));
        }

        Vocabulary = [.. vocabulary];
        _weights = [.. inverseFrequencies];
    }

    /// <summary>The words that are known, the most frequent first.</summary>
    public IReadOnlyList<string> Vocabulary { get; }

    /// <summary>ln(1 + n / (1 + d)) of each word, where d of the n texts of the training part have it.</summary>
    public IReadOnlyList<double> InverseFrequencies => _weights;

    /// <summary>How many numbers a sequence can hold: padding, unknown, and the words. The rows of an embedding.</summary>
    public int Size => Vocabulary.Count + 2;

    /// <summary>Reads the words of the training part, and of nothing else.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="maxTokens">How many words are known at most, the most frequent ones; of those as frequent, the first in ordinal order.</param>
    /// <param name="minCount">In how many texts a word must be.</param>
    public static TextVectorizer Fit(IEnumerable<string> texts, int maxTokens = 20_000, int minCount = 1)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxTokens, 1);
        Dictionary<string, int> counts = new(StringComparer.Ordinal), occurrences = new(StringComparer.Ordinal);
        int total = 0;
        foreach (string text in texts)
        {
            total++;
            foreach ((string word, int count) in Tokens(text).CountBy(word => word, StringComparer.Ordinal))
            {
                occurrences[word] = occurrences.GetValueOrDefault(word) + count;
                counts[word] = counts.GetValueOrDefault(word) + 1;
            }
        }

        string[] vocabulary =
        [
            .. occurrences.Where(pair => counts[pair.Key] >= minCount)
                .OrderByDescending(pair => pair.Value)
                .ThenBy(pair => pair.Key, StringComparer.Ordinal)
                .Take(maxTokens)
                .Select(pair => pair.Key),
        ];
        return new TextVectorizer(vocabulary, [.. vocabulary.Select(word => Math.Log(1 + ((double)total / (1 + counts[word]))))]);
    }

    /// <summary>The words of a text: lower case, without punctuation.</summary>
    public static IReadOnlyList<string> Tokens(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        StringBuilder plain = new(text.Length);
        foreach (char letter in text)
        {
            if (!char.IsPunctuation(letter) && !char.IsSymbol(letter))
                plain.Append(char.ToLowerInvariant(letter));
        }

        return plain.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>Texts as sequences of word numbers: int64 [texts, <paramref name="length"/>], longer ones cut, shorter ones filled up with 0 at the end.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="length">The length of all sequences.</param>
    public Tensor Sequences(IReadOnlyList<string> texts, int length)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        long[] numbers = new long[texts.Count * (long)length];
        for (int text = 0; text < texts.Count; text++)
        {
            foreach ((int place, string word) in Tokens(texts[text]).Take(length).Index())
                numbers[(text * (long)length) + place] = _places.TryGetValue(word, out int known) ? known + 2 : UnknownNumber;
        }

        return Tensor.From<long>(numbers, [texts.Count, length]);
    }

    /// <summary>Texts as bags of words: float32 [texts, words + 1]. The first number is for words that the vocabulary lacks.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="weighting">What is written for a word.</param>
    public Tensor Bags(IReadOnlyList<string> texts, TokenWeighting weighting = TokenWeighting.Presence)
    {
        ArgumentNullException.ThrowIfNull(texts);
        int width = Vocabulary.Count + 1;
        float[] values = new float[texts.Count * (long)width];
        for (int text = 0; text < texts.Count; text++)
            Bag(texts[text], weighting, values.AsSpan(text * width, width));
        return Tensor.From<float>(values, [texts.Count, width]);
    }

    /// <summary>Writes the bag of one text.</summary>
    internal void Bag(string text, TokenWeighting weighting, Span<float> values)
    {
        foreach (string word in Tokens(text))
        {
            int place = _places.TryGetValue(word, out int known) ? known + 1 : 0;
            values[place] = weighting == TokenWeighting.Presence ? 1 : values[place] + 1;
        }

        if (weighting != TokenWeighting.TfIdf)
            return;

        // Of words that are not known nothing is known but that they are rare: they count as the mean of the known ones.
        values[0] *= (float)_weights.DefaultIfEmpty(1).Average();
        for (int place = 1; place < values.Length; place++)
            values[place] *= (float)_weights[place - 1];
    }
}
