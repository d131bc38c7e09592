namespace Lamina.Training;

/// <summary>Samples of one score, or of one bin of scores.</summary>
/// <param name="Positives">How many of them are a yes.</param>
/// <param name="Negatives">How many are a no.</param>
internal readonly record struct ScoreGroup(double Positives, double Negatives)
{
    /// <summary>Groups of equal scores, the highest first. A score that is NaN stands last.</summary>
    public static List<ScoreGroup> Of(double[] scores, bool[] isPositive)
    {
        double[] keys = [.. scores];
        bool[] truth = [.. isPositive];
        Array.Sort(keys, truth);
        List<ScoreGroup> groups = [];
        for (int end = keys.Length; end > 0;)
        {
            int start = end;
            double positives = 0;
            do
                positives += truth[--start] ? 1 : 0;
            while (start > 0 && keys[start - 1].Equals(keys[start]));
            groups.Add(new ScoreGroup(positives, end - start - positives));
            end = start;
        }

        return groups;
    }

    /// <summary>
    /// The area under the receiver operating characteristic: the chance that a yes scores above a no, ties for one half. NaN if either is missing.
    /// </summary>
    public static double RocArea(IReadOnlyList<ScoreGroup> groups)
    {
        double found = 0, area = 0, negatives = 0;
        foreach (ScoreGroup group in groups)
        {
            area += group.Negatives * (found + (group.Positives / 2));
            found += group.Positives;
            negatives += group.Negatives;
        }

        return found > 0 && negatives > 0 ? area / (found * negatives) : double.NaN;
    }

    /// <summary>
    /// The rate at which as large a part of the yes is refused as of the no is let through, as the threshold falls from the highest score; between two thresholds on a straight line. NaN if either is missing.
    /// </summary>
    public static double EqualErrorRate(IReadOnlyList<ScoreGroup> groups)
    {
        double positives = groups.Sum(group => group.Positives), negatives = groups.Sum(group => group.Negatives), refused = 1, passed = 0;
        if (positives == 0 || negatives == 0)
            return double.NaN;
        foreach (ScoreGroup group in groups)
        {
            double lessRefused = refused - (group.Positives / positives), morePassed = passed + (group.Negatives / negatives), gap = refused - passed;
            if (lessRefused <= morePassed)
                return passed + ((morePassed - passed) * gap / (gap + morePassed - lessRefused));
            (refused, passed) = (lessRefused, morePassed);
        }

        return passed;
    }

    /// <summary>Σ (Rₖ − Rₖ₋₁)·Pₖ over the thresholds k from the highest score on: precision weighted by what it gains in recall. NaN without a yes.</summary>
    public static double AveragePrecision(IReadOnlyList<ScoreGroup> groups)
    {
        double found = 0, said = 0, sum = 0;
        foreach (ScoreGroup group in groups)
        {
            found += group.Positives;
            said += group.Positives + group.Negatives;
            sum += group.Positives > 0 ? group.Positives * found / said : 0;
        }

        return found > 0 ? sum / found : double.NaN;
    }
}
