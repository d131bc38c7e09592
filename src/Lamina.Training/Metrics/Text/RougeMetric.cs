using System.Text.RegularExpressions;

namespace Lamina.Training;

/// <summary>The mean over texts of an F1 of words.</summary>
/// <param name="name">The name.</param>
/// <param name="score">Of a text and a reference.</param>
internal sealed partial class RougeMetric(string name, Func<string, string, double> score) : TextMetric
{
    public override string Name => name;

    public override bool HigherIsBetter => true;

    public override bool IsFraction => true;

    /// <summary>F1 of the n-grams in common.</summary>
    public static double Shared(string text, string reference, int n)
    {
        Dictionary<string, int> said = NGrams.Count(Words(text), n), meant = NGrams.Count(Words(reference), n);
        return F1(NGrams.Shared(said, meant), said.Values.Sum(), meant.Values.Sum());
    }

    /// <summary>F1 of the longest common subsequence.</summary>
    public static double Sequence(string text, string reference)
    {
        string[] said = Words(text), meant = Words(reference);
        return F1(Common(meant, said).Count, said.Length, meant.Length);
    }

    /// <summary>F1 of the union of longest common subsequences, line by line. No word of either side counts more often than it stands there.</summary>
    public static double Lines(string text, string reference)
    {
        string[][] said = [.. text.Split('\n').Select(Words)], meant = [.. reference.Split('\n').Select(Words)];
        Dictionary<string, int> left = NGrams.Count([.. said.SelectMany(line => line)], 1), due = NGrams.Count([.. meant.SelectMany(line => line)], 1);
        int hits = 0;
        foreach (string[] line in meant)
        {
            foreach (int place in said.SelectMany(other => Common(line, other)).Distinct().Order())
            {
                string word = line[place];
                if (left.GetValueOrDefault(word) == 0 || due[word] == 0)
                    continue;
                hits++;
                left[word]--;
                due[word]--;
            }
        }

        return F1(hits, said.Sum(line => line.Length), meant.Sum(line => line.Length));
    }

    protected internal override Tensor Result(IReadOnlyList<Tensor> state)
    {
        double[] sums = state[0].ToArray<double>();
        return Number(sums[0] / sums[1]);
    }

    private protected override double[] Measure(string text, IReadOnlyList<string> references) => [references.Max(reference => score(text, reference)), 1];

    static double F1(double hits, double said, double meant) => hits == 0 ? 0 : 2 * hits / (said + meant);

    // The places in the first of a longest common subsequence; of several the one whose steps back leave the first sooner.
    static List<int> Common(string[] first, string[] second)
    {
        int[,] length = new int[first.Length + 1, second.Length + 1];
        for (int a = 1; a <= first.Length; a++)
        {
            for (int b = 1; b <= second.Length; b++)
                length[a, b] = first[a - 1] == second[b - 1] ? length[a - 1, b - 1] + 1 : Math.Max(length[a - 1, b], length[a, b - 1]);
        }

        List<int> places = [];
        for (int i = first.Length, j = second.Length; i > 0 && j > 0;)
        {
            if (first[i - 1] == second[j - 1])
            {
                places.Add(--i);
                j--;
            }
            else if (length[i, j - 1] > length[i - 1, j])
            {
                j--;
            }
            else
            {
                i--;
            }
        }

        return places;
    }

    static string[] Words(string text) => Others().Split(text.ToLowerInvariant()).Where(word => word.Length > 0).ToArray();

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex Others();
}
