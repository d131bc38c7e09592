using System.Text;
using Lamina.Data.Text;
using Xunit;

namespace Lamina.Data.Tests.Text.Tokenizers;

/// <summary>Tokens are where the offsets say, and numbers come back as they were.</summary>
public sealed class WordTokenizerTests
{
    [Theory]
    [InlineData("A well-made film, isn't it?", "a|well-made|film|,|isn't|it|?")]
    [InlineData("so ... good -- 10/10!!", "so|...|good|--|10|/|10|!|!")]
    [InlineData("  \t\n", "")]
    [InlineData("", "")]
    [InlineData("'quoted' -dash- rock'n'roll", "'|quoted|'|-|dash|-|rock'n'roll")]
    [InlineData("Été ΣΟΦΌΣ 很好 😀!", "été|σοφός|很好|😀|!")]
    public void A_text_is_cut_into_words_and_marks(string text, string tokens)
    {
        WordTokenizer tokenizer = WordTokenizer.Fit([text]);
        IReadOnlyList<Token> found = tokenizer.Encode(text);
        string[] expected = tokens.Split('|', StringSplitOptions.RemoveEmptyEntries);

        // A last sigma is not told from another when a letter is folded alone.
        Assert.Equal(expected.Select(token => token.Replace('ς', 'σ')), found.Select(token => tokenizer.Words[token.Id - 2]));
        Assert.Equal(found.Select(token => tokenizer.Words[token.Id - 2]), found.Select(token => text.Substring(token.Start, token.Length).ToLowerInvariant()));
    }

    [Fact]
    public void Offsets_leave_white_space_alone_between_tokens()
    {
        Random random = new(7);
        const string Letters = "abÉ'’-.,!? \t\n3ß\uD83D\uDE00\uD800\u0301�中";
        WordTokenizer tokenizer = new(["a", "b", ",", "..."]);
        for (int i = 0; i < 2000; i++)
        {
            string text = new([.. Enumerable.Range(0, random.Next(40)).Select(_ => Letters[random.Next(Letters.Length)])]);
            IReadOnlyList<Token> found = tokenizer.Encode(text);
            StringBuilder again = new();
            int end = 0;
            foreach (Token token in found)
            {
                string gap = text[end..token.Start];
                Assert.True(string.IsNullOrWhiteSpace(gap), $"'{gap}' in '{text}'");
                again.Append(gap).Append(text, token.Start, token.Length);
                end = token.Start + token.Length;
            }

            Assert.Equal(text, again.Append(text[end..]).ToString());
            Assert.True(string.IsNullOrWhiteSpace(text[end..]));
            Assert.Equal(Ids(found), Ids(tokenizer.Encode(tokenizer.Decode(Ids(found)))));
        }
    }

    [Fact]
    public void Padding_is_no_text_and_the_unknown_stays_unknown()
    {
        WordTokenizer tokenizer = new(["good", "film"]);
        Assert.Equal([2, 1, 3], Ids(tokenizer.Encode("Good strange FILM")));
        Assert.Equal("good � film", tokenizer.Decode([2, 1, 0, 3, 0]));
        Assert.Contains("0 to 3", Assert.Throws<DataFormatException>(() => tokenizer.Decode([4])).Message, StringComparison.Ordinal);
        Assert.Contains("0 to 3", Assert.Throws<DataFormatException>(() => tokenizer.Decode([-1])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Words_are_numbered_by_how_often_they_come()
    {
        WordTokenizer tokenizer = WordTokenizer.Fit(["b a c a", "C a b d"], maxWords: 3, minCount: 2);
        Assert.Equal(["a", "b", "c"], tokenizer.Words);
        Assert.Equal(["a", "C"], WordTokenizer.Fit(["a a C c C"], minCount: 2, lowerCase: false).Words);
    }

    [Theory]
    [InlineData("two words")]
    [InlineData("Big")]
    [InlineData("")]
    [InlineData("�")]
    public void A_vocabulary_of_what_is_no_token_is_refused(string word) =>
        Assert.Contains("no single token", Assert.Throws<DataFormatException>(() => new WordTokenizer(["good", word])).Message, StringComparison.Ordinal);

    [Fact]
    public void A_word_that_comes_twice_is_refused() =>
        Assert.Contains("twice", Assert.Throws<DataFormatException>(() => new WordTokenizer(["good", "good"])).Message, StringComparison.Ordinal);

    [Fact]
    public void All_sentences_of_reviews_come_back()
    {
        if (MovieSentences.Entry.Find() is null)
            Assert.Skip($"missing data: rt-polarity is in no folder that {DataFolders.Variable} names, nor in the cache.");
        IDataset<LabelledText> all = MovieSentences.Load(download: false);
        WordTokenizer tokenizer = WordTokenizer.Fit(Enumerable.Range(0, (int)all.Count).Select(i => all.Read(i).Text));
        for (int i = 0; i < all.Count; i++)
        {
            string text = all.Read(i).Text;
            int[] ids = Ids(tokenizer.Encode(text));
            Assert.DoesNotContain(WordTokenizer.UnknownId, ids);
            string decoded = tokenizer.Decode(ids);
            Assert.Equal(string.Concat(text.Where(letter => !char.IsWhiteSpace(letter))), decoded.Replace(" ", "", StringComparison.Ordinal));
            Assert.Equal(ids, Ids(tokenizer.Encode(decoded)));
        }
    }

    static int[] Ids(IReadOnlyList<Token> tokens) => [.. tokens.Select(token => token.Id)];
}
