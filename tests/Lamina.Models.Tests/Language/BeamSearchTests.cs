using Lamina.Models.Language;

namespace Lamina.Models.Tests.Language;

/// <summary>Against all sequences there are, of models with drawn probabilities, and where greed is known to fail.</summary>
public sealed class BeamSearchTests
{
    const int Tokens = 4, End = 0, Longest = 4;

    // Token 1 is the likelier beginning (0.6), but what follows 2 (0.4) is certain: 0.6·0.5 < 0.4·1.
    [Fact]
    public void It_finds_what_greed_misses()
    {
        float[] Row(int token) => token switch
        {
            9 => Logs(0, 0.6, 0.4),
            1 => Logs(0.5, 0.25, 0.25),
            _ => Logs(1, 0, 0),
        };
        IReadOnlyList<float[]> Next(IReadOnlyList<int> parents, IReadOnlyList<int> tokens) => [.. tokens.Select(Row)];
        Assert.Equal([1], new BeamSearch(1, End, 5, 0).Run(9, Next).Tokens);
        (IReadOnlyList<int> best, double score) = new BeamSearch(2, End, 5, 0).Run(9, Next);
        Assert.Equal([2], best);
        Assert.Equal(Math.Log(0.4), score, 1e-6);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.6)]
    [InlineData(1)]
    public void Enough_beams_find_the_best_of_all_sequences(double penalty)
    {
        for (int seed = 0; seed < 50; seed++)
        {
            Tree tree = new(seed);
            (IReadOnlyList<int> tokens, double score) = new BeamSearch(200, End, Longest, penalty).Run(Tokens, tree.Next);
            (int[] expected, double best) = All([], 0, tree, penalty).MaxBy(one => one.Score);
            Assert.Equal(best, score, 1e-5);
            Assert.Equal(expected, tokens);

            // What fewer beams find is a sequence with its own score, and no better one.
            foreach (int beams in (int[])[1, 2, 3])
            {
                (IReadOnlyList<int> found, double value) = new BeamSearch(beams, End, Longest, penalty).Run(Tokens, new Tree(seed).Next);
                Assert.True(value <= best + 1e-5);
                Assert.Contains(All([], 0, tree, penalty), one => one.Tokens.SequenceEqual(found) && Math.Abs(one.Score - value) < 1e-5);
            }
        }
    }

    [Fact]
    public void The_likeliest_tokens_are_those_of_one_beam()
    {
        for (int seed = 0; seed < 20; seed++)
        {
            Tree tree = new(seed);
            List<int> greedy = [];
            while (greedy.Count < Longest)
            {
                float[] row = tree.Row([.. greedy]);
                int token = Array.IndexOf(row, row.Max());
                if (token == End)
                    break;
                greedy.Add(token);
            }

            IReadOnlyList<int> found = new BeamSearch(1, End, Longest, 0).Run(Tokens, new Tree(seed).Next).Tokens;
            Assert.Equal(greedy, found);
        }
    }

    [Fact]
    public void Numbers_that_are_none_are_refused()
    {
        Assert.Throws<NumericException>(() => new BeamSearch(2, 0, 3).Run(0, (_, tokens) => [[float.NaN, 0]]));
        Assert.Throws<NumericException>(() => new BeamSearch(2, 0, 3).Run(0, (_, tokens) => [[float.NegativeInfinity]]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BeamSearch(0, 0, 3).Run(0, (_, tokens) => [[0]]));
    }

    static float[] Logs(params double[] probabilities) => [.. probabilities.Select(p => (float)Math.Log(p))];

    static IEnumerable<(int[] Tokens, double Score)> All(int[] so, double sum, Tree tree, double penalty)
    {
        float[] row = tree.Row(so);
        double length = Math.Pow(so.Length + 1, penalty);
        for (int token = 0; token < Tokens; token++)
        {
            if (token == End)
                yield return (so, (sum + row[token]) / length);
            else if (so.Length + 1 == Longest)
                yield return ([.. so, token], (sum + row[token]) / length);
            else
            {
                foreach ((int[], double) one in All([.. so, token], sum + row[token], tree, penalty))
                    yield return one;
            }
        }
    }

    /// <summary>Probabilities drawn for every beginning, which it knows by the parents that it is told of.</summary>
    sealed class Tree(int seed)
    {
        List<int[]> _live = [];

        public float[] Row(int[] tokens)
        {
            Random random = new(tokens.Aggregate(seed, (hash, token) => unchecked((hash * 31) + token + 1)));
            double[] weights = [.. Enumerable.Range(0, Tokens).Select(_ => Math.Pow(random.NextDouble(), 3) + 1e-3)];
            return Logs([.. weights.Select(weight => weight / weights.Sum())]);
        }

        public IReadOnlyList<float[]> Next(IReadOnlyList<int> parents, IReadOnlyList<int> tokens)
        {
            _live = _live.Count == 0 ? [[]] : [.. parents.Zip(tokens, (parent, token) => (int[])[.. _live[parent], token])];
            return [.. _live.Select(Row)];
        }
    }
}
