using System.Text;
using Lamina.Data.Text;
using Xunit;

namespace Lamina.Data.Tests.Text.Tokenizers;

public sealed class BytePairTokenizerTests
{
    const string Poem = "the theme of the thesis: then there\n  they    were – 12 éclairs, 345 語 and 🎭🎭!\t";

    /*
     * By hand. Words and how often: "low" 5, "lower" 2, "newest" 6, "widest" 3, none with a space before it.
     * Pairs: es 9, st 9, we 8, lo 7, ow 7, ne 6, ew 6, wi 3, id 3, de 3, er 2. "es" (101, 115) comes before "st" (115, 116): 256.
     * Then (es)t 9 is the most frequent: 257. Then lo 7 and ow 7, of which (l 108, o 111) comes first: 258. Then (lo)w 7: 259.
     * Then n-e 6, e-w 6 and w-(est) 6, of which (e 101, w 119) comes first: 260.
     */
    [Fact]
    public void Merges_are_those_of_the_hand()
    {
        List<string> words = [.. Enumerable.Repeat("low", 5), .. Enumerable.Repeat("lower", 2), .. Enumerable.Repeat("newest", 6), .. Enumerable.Repeat("widest", 3)];
        BytePairTokenizer tokenizer = BytePairTokenizer.Fit(words, 261);
        Assert.Equal([('e', 's'), (256, 't'), ('l', 'o'), (258, 'w'), ('e', 'w')], tokenizer.Merges);
        Assert.Equal([new Token(259, 0, 3), new Token(257, 3, 3)], tokenizer.Encode("lowest"));
        Assert.Equal("ew", Encoding.UTF8.GetString(tokenizer.BytesOf(260).Span));
    }

    // Of three equal neighbours the first two are joined; five leave two pairs and one.
    [Fact]
    public void Runs_of_one_letter_are_joined_from_the_left()
    {
        BytePairTokenizer tokenizer = BytePairTokenizer.Fit(["aaaaa"], 300);
        Assert.Equal([('a', 'a')], tokenizer.Merges);
        Assert.Equal([256, 256, 'a'], tokenizer.Encode("aaaaa").Select(token => token.Id));
        Assert.Equal([256, 'a'], tokenizer.Encode("aaa").Select(token => token.Id));
    }

    // Against a plain search through all words at each merge.
    [Fact]
    public void Counts_stay_right_over_many_merges()
    {
        string[] texts = [Poem, "banana bandana ananas", "aaa aaaa aaaaa abab ababab babab", "the the the thesis theses", "mississippi missouri mission miss"];
        List<List<int>> words = [.. texts.SelectMany(text => BytePairTokenizer.Pieces(text).Select(piece => Encoding.UTF8.GetBytes(text.Substring(piece.Start, piece.Length)).Select(value => (int)value).ToList()))];
        List<(int, int)> expected = [];
        while (true)
        {
            // "aaa" has the pair twice here as there.
            var best = words.SelectMany(word => word.Zip(word.Skip(1))).GroupBy(pair => pair).Where(group => group.Count() > 1)
                .OrderByDescending(group => group.Count()).ThenBy(group => group.Key.First).ThenBy(group => group.Key.Second).FirstOrDefault();
            if (best is null)
                break;
            int id = 256 + expected.Count;
            expected.Add(best.Key);
            foreach (List<int> word in words)
            {
                for (int i = 0; i + 1 < word.Count; i++)
                {
                    if ((word[i], word[i + 1]) == best.Key)
                    {
                        word[i] = id;
                        word.RemoveAt(i + 1);
                    }
                }
            }
        }

        Assert.True(expected.Count > 20, $"{expected.Count} merges");
        Assert.Equal(expected, BytePairTokenizer.Fit(texts, 1000).Merges);
    }

    [Fact]
    public void Every_text_comes_back()
    {
        BytePairTokenizer tokenizer = BytePairTokenizer.Fit([Poem, Poem], 400, ["<pad>", "<end>"]);
        Random random = new(7);
        List<string> texts = [Poem, "", " ", "\r\n\0", "never seen: Ωμέγα", "\uD83C", "a\uDFAD\uD83Cb", "<pad><end>", new string('x', 1000), string.Concat(Enumerable.Repeat("🎭", 400)), new string(' ', 700)];
        for (int i = 0; i < 200; i++)
            texts.Add(new string([.. Enumerable.Range(0, random.Next(40)).Select(_ => (char)random.Next(random.Next(2) == 0 ? 0x250 : 0x10000))]));
        foreach (string text in texts)
        {
            IReadOnlyList<Token> tokens = tokenizer.Encode(text);
            Assert.Equal(text, tokenizer.Decode([.. tokens.Select(token => token.Id)]));
            Assert.All(tokens, token => Assert.InRange(token.Id, 2, tokenizer.Count - 1));

            // In order and without a gap.
            int end = 0;
            foreach (Token token in tokens)
            {
                Assert.InRange(token.Start, 0, end);
                Assert.True(token.Start + token.Length >= end && token.Length > 0);
                end = token.Start + token.Length;
            }

            Assert.Equal(text.Length, end);
        }
    }

    [Fact]
    public void Places_are_those_of_whole_characters()
    {
        BytePairTokenizer bytes = new([]);
        Assert.Equal([(0, 1), (1, 2), (1, 2), (1, 2), (1, 2), (3, 1), (3, 1)], bytes.Encode("a🎭é").Select(token => (token.Start, token.Length)));

        // No token reaches over words, and a word takes the space before it.
        BytePairTokenizer tokenizer = BytePairTokenizer.Fit(["on and on and on and"], 270);
        Assert.Equal(["on", " and", " on"], tokenizer.Encode("on and on").Select(token => "on and on".Substring(token.Start, token.Length)));
        Assert.Equal("\uFFFDa", bytes.Decode([0xC3, 'a']));
    }

    [Fact]
    public void Special_tokens_are_never_made_of_text()
    {
        BytePairTokenizer tokenizer = BytePairTokenizer.Fit(["<s> a <s> b <s>"], 300, ["<pad>", "<s>"]);
        Assert.Equal(1, tokenizer.Special("<s>"));
        Assert.DoesNotContain(1, tokenizer.Encode("<s>").Select(token => token.Id));
        Assert.Equal("a", tokenizer.Decode([1, 2 + 'a', 0]));
        Assert.Contains("<pad>, <s>", Assert.Throws<DataFormatException>(() => tokenizer.Special("</s>")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_saved_tokenizer_is_the_same()
    {
        using TemporaryFolder folder = new();
        BytePairTokenizer tokenizer = BytePairTokenizer.Fit([Poem], 320, ["<pad>", "\"<ö>\""]);
        tokenizer.Save(folder.At("tokens.json"));
        BytePairTokenizer loaded = BytePairTokenizer.Load(folder.At("tokens.json"));
        Assert.Equal(tokenizer.Merges, loaded.Merges);
        Assert.Equal(tokenizer.Specials, loaded.Specials);
        Assert.Equal(tokenizer.Encode(Poem), loaded.Encode(Poem));
        Assert.Throws<FileNotFoundException>(() => BytePairTokenizer.Load(folder.At("none.json")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"format\":7}")]
    [InlineData("{\"format\":\"lamina-byte-pair\"}")]
    [InlineData("{\"format\":\"lamina-byte-pair\",\"specials\":[],\"merges\":[97]}")]
    [InlineData("{\"format\":\"lamina-byte-pair\",\"specials\":[],\"merges\":[97,256]}")]
    [InlineData("{\"format\":\"lamina-byte-pair\",\"specials\":[],\"merges\":[97,-1]}")]
    [InlineData("{\"format\":\"lamina-byte-pair\",\"specials\":[],\"merges\":[97,98,97,98]}")]
    [InlineData("{\"format\":\"lamina-byte-pair\",\"specials\":[],\"merges\":[97,98.5]}")]
    [InlineData("{\"format\":\"lamina-byte-pair\",\"specials\":[],\"merges\":[97,99999999999]}")]
    [InlineData("{\"format\":\"lamina-byte-pair\",\"specials\":[\"a\"],\"merges\":[0,98]}")]
    [InlineData("{\"format\":\"lamina-byte-pair\",\"specials\":[\"a\",\"a\"],\"merges\":[]}")]
    [InlineData("{\"format\":\"lamina-byte-pair\",\"specials\":[null],\"merges\":[]}")]
    [InlineData("{\"format\":\"lamina-byte-pair\",\"specials\":[[[[[[]]]]]],\"merges\":[]}")]
    public void Files_that_are_no_tokenizer_are_refused(string json) =>
        Assert.Throws<DataFormatException>(() => BytePairTokenizer.Parse(Encoding.UTF8.GetBytes(json)));

    // Each merge doubles the token before it: 2⁶⁰ bytes from a short file.
    [Fact]
    public void Tokens_that_double_are_refused()
    {
        string merges = string.Join(",", Enumerable.Range(0, 60).Select(i => i == 0 ? "97,97" : $"{255 + i},{255 + i}"));
        byte[] json = Encoding.UTF8.GetBytes($"{{\"format\":\"lamina-byte-pair\",\"specials\":[],\"merges\":[{merges}]}}");
        Assert.Contains("longer than any word", Assert.Throws<DataFormatException>(() => BytePairTokenizer.Parse(json)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_no_text_are_refused() =>
        Assert.Throws<DataFormatException>(() => BytePairTokenizer.Parse(new byte[] { (byte)'{', (byte)'"', 0xFF, (byte)'"', (byte)':', (byte)'1', (byte)'}' }));

    [Theory]
    [InlineData(255)]
    [InlineData(BytePairTokenizer.MostTokens + 1)]
    public void Senseless_sizes_are_refused(int size) => Assert.Throws<DataFormatException>(() => BytePairTokenizer.Fit(["a"], size));
}
