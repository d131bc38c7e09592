using System.Text;

namespace Lamina.Data.Text;

/// <summary>Every character is a token. A character is a Unicode code point, so that one beyond the basic plane is one token of two <see cref="char"/>.</summary>
/// <remarks>Immutable, plain data. What is encoded decodes to the same text, without exception.</remarks>
public sealed class CharacterTokenizer : ITokenizer
{
    const int MostCharacters = 0x110000;

    readonly Rune[] _characters;
    readonly Dictionary<Rune, int> _ids = [];

    /// <summary>A tokenizer of known characters.</summary>
    /// <param name="characters">One character each, in the order of their numbers.</param>
    /// <exception cref="DataFormatException">There is none, one comes twice, or a string is not exactly one character.</exception>
    public CharacterTokenizer(IReadOnlyList<string> characters)
    {
        ArgumentNullException.ThrowIfNull(characters);
        if (characters.Count is 0 or > MostCharacters)
            throw new DataFormatException($"A tokenizer of characters has 1 to {MostCharacters} of them; got {characters.Count}.");
        _characters = new Rune[characters.Count];
        foreach ((int id, string character) in characters.Index())
        {
            if (character is null || Rune.DecodeFromUtf16(character, out _characters[id], out int length) != System.Buffers.OperationStatus.Done || length != character.Length)
                throw new DataFormatException($"Character {id} of the tokenizer is not one character of Unicode; got a string of {character?.Length ?? 0} units.");
            if (!_ids.TryAdd(_characters[id], id))
                throw new DataFormatException($"The character {Shown(_characters[id])} comes twice, as {_ids[_characters[id]]} and as {id}. Each has one number.");
        }
    }

    /// <summary>The characters, in the order of their numbers.</summary>
    public IReadOnlyList<string> Characters => [.. _characters.Select(character => character.ToString())];

    /// <inheritdoc/>
    public int Count => _characters.Length;

    /// <summary>A tokenizer of all characters of a text, in the order of their code points.</summary>
    /// <param name="text">The training part, and nothing else.</param>
    /// <exception cref="DataFormatException">The text is empty, or no Unicode: it has half of a pair of surrogates.</exception>
    public static CharacterTokenizer Fit(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length == 0)
            throw new DataFormatException("The text is empty, so there are no characters to number. Give the text that is to be learnt.");
        SortedSet<Rune> found = [];
        for (int place = 0; place < text.Length;)
        {
            Rune character = At(text, place);
            found.Add(character);
            place += character.Utf16SequenceLength;
        }

        return new CharacterTokenizer([.. found.Select(character => character.ToString())]);
    }

    /// <inheritdoc/>
    public IReadOnlyList<Token> Encode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        List<Token> tokens = new(text.Length);
        for (int place = 0; place < text.Length;)
        {
            Rune character = At(text, place);
            if (!_ids.TryGetValue(character, out int id))
                throw new DataFormatException($"The character {Shown(character)} at place {place} of the text is none of the {Count} that are known: {Known()}. Leave it out, or write it otherwise.");
            tokens.Add(new Token(id, place, character.Utf16SequenceLength));
            place += character.Utf16SequenceLength;
        }

        return tokens;
    }

    /// <inheritdoc/>
    public string Decode(ReadOnlySpan<int> ids)
    {
        StringBuilder text = new(ids.Length);
        foreach (int id in ids)
        {
            if ((uint)id >= (uint)Count)
                throw new DataFormatException($"There is no character {id}; they are numbered from 0 to {Count - 1}.");
            text.Append(_characters[id].ToString());
        }

        return text.ToString();
    }

    static Rune At(string text, int place) => Rune.TryGetRuneAt(text, place, out Rune character)
        ? character
        : throw new DataFormatException($"The text is no Unicode: at place {place} stands half of a pair of surrogates, U+{(int)text[place]:X4}. Read the text in its own encoding, or leave that out.");

    static string Shown(Rune character) => Rune.IsControl(character) || Rune.IsWhiteSpace(character) ? $"U+{character.Value:X4}" : $"'{character}' (U+{character.Value:X4})";

    // As many as a line holds; those without a shape of their own go unsaid.
    string Known()
    {
        const int Most = 100;
        string shown = string.Concat(_characters.Where(character => !Rune.IsControl(character)).Take(Most).Select(character => character.ToString()));
        return Count > Most ? $"{shown} …" : shown;
    }
}
