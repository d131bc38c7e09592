namespace Lamina.Training;

/// <summary>Counts of the runs of n tokens in a text.</summary>
internal static class NGrams
{
    /// <summary>How often each run of n tokens occurs.</summary>
    public static Dictionary<string, int> Count(string[] tokens, int n)
    {
        Dictionary<string, int> counts = [];
        for (int i = 0; i + n <= tokens.Length; i++)
        {
            // No token holds a line feed, so different runs have different keys.
            string key = n == 1 ? tokens[i] : string.Join('\n', tokens, i, n);
            counts[key] = counts.GetValueOrDefault(key) + 1;
        }

        return counts;
    }

    /// <summary>How many runs two texts share: the sum of the lesser counts.</summary>
    public static int Shared(Dictionary<string, int> a, Dictionary<string, int> b) => a.Sum(pair => Math.Min(pair.Value, b.GetValueOrDefault(pair.Key)));
}
