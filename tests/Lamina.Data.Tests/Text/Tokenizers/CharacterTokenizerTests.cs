using Lamina.Data.Text;
using Xunit;

namespace Lamina.Data.Tests.Text.Tokenizers;

public sealed class CharacterTokenizerTests
{
    [Fact]
    public void Characters_are_numbered_by_their_code_points()
    {
        CharacterTokenizer tokenizer = CharacterTokenizer.Fit("hello\n");
        Assert.Equal(["\n", "e", "h", "l", "o"], tokenizer.Characters);
        Assert.Equal([new Token(2, 0, 1), new Token(1, 1, 1), new Token(3, 2, 1), new Token(3, 3, 1), new Token(4, 4, 1)], tokenizer.Encode("hello"));
        Assert.Equal("hole", tokenizer.Decode([2, 4, 3, 1]));
        Assert.Empty(tokenizer.Encode(""));
        Assert.Equal("", tokenizer.Decode([]));
    }

    [Fact]
    public void A_character_of_two_units_is_one_token()
    {
        const string Text = "a🎭b̈\u2028語";
        CharacterTokenizer tokenizer = CharacterTokenizer.Fit(Text);
        IReadOnlyList<Token> tokens = tokenizer.Encode(Text);
        Assert.Equal(6, tokens.Count);
        Assert.Equal(new Token(tokenizer.Count - 1, 1, 2), tokens[1]);
        Assert.Equal(Text, string.Concat(tokens.Select(token => Text.Substring(token.Start, token.Length))));
        Assert.Equal(Text, tokenizer.Decode([.. tokens.Select(token => token.Id)]));
        Assert.Equal(tokens, new CharacterTokenizer(tokenizer.Characters).Encode(Text));
    }

    [Fact]
    public void What_is_not_known_is_named_with_its_place()
    {
        CharacterTokenizer tokenizer = CharacterTokenizer.Fit("abc");
        string message = Assert.Throws<DataFormatException>(() => tokenizer.Encode("abß")).Message;
        Assert.Contains("'ß' (U+00DF) at place 2", message, StringComparison.Ordinal);
        Assert.Contains("none of the 3 that are known: abc", message, StringComparison.Ordinal);
        Assert.Contains("U+0007", Assert.Throws<DataFormatException>(() => tokenizer.Encode("\a")).Message, StringComparison.Ordinal);
        Assert.Contains("U+D83C", Assert.Throws<DataFormatException>(() => tokenizer.Encode("a\uD83C")).Message, StringComparison.Ordinal);
        Assert.Throws<DataFormatException>(() => tokenizer.Decode([3]));
        Assert.Throws<DataFormatException>(() => tokenizer.Decode([-1]));
    }

    [Fact]
    public void Vocabularies_that_are_none_are_refused()
    {
        Assert.Throws<DataFormatException>(() => CharacterTokenizer.Fit(""));
        Assert.Throws<DataFormatException>(() => CharacterTokenizer.Fit("a\uDC00"));
        Assert.Throws<DataFormatException>(() => new CharacterTokenizer([]));
        Assert.Throws<DataFormatException>(() => new CharacterTokenizer(["a", "a"]));
        Assert.Throws<DataFormatException>(() => new CharacterTokenizer(["ab"]));
        Assert.Throws<DataFormatException>(() => new CharacterTokenizer(["a", ""]));
        Assert.Throws<DataFormatException>(() => new CharacterTokenizer(["\uD83C"]));
    }
}
