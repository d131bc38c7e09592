using Lamina.Data;

namespace Lamina.Recipes;

/// <summary>What must be beaten: answers that look at no input.</summary>
public static class Baselines
{
    const int Batch = 1024;

    /// <summary>The accuracy on a part of who always answers the most frequent class of the training part.</summary>
    /// <param name="train">The training part; its targets are labels.</param>
    /// <param name="part">The part that is measured.</param>
    public static double MostFrequent(IDataset train, IDataset part)
    {
        double usual = Targets(train).CountBy(label => label).MaxBy(pair => pair.Value).Key;
        return Targets(part).Average(label => label == usual ? 1.0 : 0);
    }

    /// <summary>The root of the mean squared error on a part of who always answers the mean of the training part.</summary>
    /// <param name="train">The training part; its targets are numbers.</param>
    /// <param name="part">The part that is measured.</param>
    public static double Mean(IDataset train, IDataset part)
    {
        double mean = Targets(train).Average();
        return Math.Sqrt(Targets(part).Average(value => (value - mean) * (value - mean)));
    }

    /// <summary>The mean of −ln p on a part of who knows how often each token came in the training part alone; every token counts once more than it came.</summary>
    /// <param name="train">The training part; its targets are tokens.</param>
    /// <param name="part">The part that is measured, alike.</param>
    /// <param name="tokens">How many tokens there are.</param>
    public static double Unigram(IDataset train, IDataset part, int tokens)
    {
        double[] counts = new double[tokens];
        Array.Fill(counts, 1);
        foreach ((_, long token) in Pairs(train))
            counts[token]++;
        double all = counts.Sum();
        return Pairs(part).Average(pair => Math.Log(all / counts[pair.Second]));
    }

    /// <summary>The mean of −ln p on a part of who knows the token before, and how often each followed it in the training part; every pair counts once more than it came.</summary>
    /// <param name="train">The training part: numbers of tokens, and as targets those that follow.</param>
    /// <param name="part">The part that is measured, alike.</param>
    /// <param name="tokens">How many tokens there are.</param>
    public static double Bigram(IDataset train, IDataset part, int tokens)
    {
        double[] pairs = new double[tokens * tokens], firsts = new double[tokens];
        Array.Fill(pairs, 1);
        Array.Fill(firsts, tokens);
        foreach ((long first, long second) in Pairs(train))
        {
            pairs[(first * tokens) + second]++;
            firsts[first]++;
        }

        return Pairs(part).Average(pair => Math.Log(firsts[pair.First] / pairs[(pair.First * tokens) + pair.Second]));
    }

    static IEnumerable<(long First, long Second)> Pairs(IDataset part)
    {
        ArgumentNullException.ThrowIfNull(part);
        return new DataLoader(part, Batch).SelectMany(batch => batch.Input.ToArray<long>().Zip(batch.Target.ToArray<long>()));
    }

    static IEnumerable<double> Targets(IDataset part)
    {
        ArgumentNullException.ThrowIfNull(part);
        return new DataLoader(part, Batch).SelectMany(batch => batch.Target.To(DType.Float64).ToArray<double>());
    }
}
