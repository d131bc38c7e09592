namespace Lamina.NN;

/// <summary>Reads label sequences from what a network trained by <see cref="Loss.Ctc(Tensor, Tensor, Tensor, Tensor, long, Reduction, bool)"/> says of each step.</summary>
/// <remarks>
/// A path is a class for each step; its labels are what is left once repetitions are joined and blanks dropped. Values are read to the host, so none of it is captured.
/// <b>Source:</b> Graves et al., Connectionist Temporal Classification (2006); Hannun et al., First-pass large vocabulary continuous speech recognition using bi-directional recurrent DNNs (2014).
/// </remarks>
public static class CtcDecoding
{
    /// <summary>The labels of the likeliest path: the likeliest class of each step, the first of equals.</summary>
    /// <param name="logProbabilities">[steps, classes], floating point: what <c>LogSoftmax(-1)</c> gives.</param>
    /// <param name="blank">The class that stands for none.</param>
    /// <exception cref="ShapeException">It is no such tensor.</exception>
    /// <exception cref="IndexException">The blank is no class.</exception>
    public static CtcHypothesis Greedy(Tensor logProbabilities, int blank = 0)
    {
        (float[] scores, int steps, int classes) = Read(nameof(Greedy), logProbabilities, blank);
        List<int> labels = [];
        double sum = 0;
        for (int step = 0, before = blank; step < steps; step++)
        {
            ReadOnlySpan<float> row = scores.AsSpan(step * classes, classes);
            int best = 0;
            for (int i = 1; i < classes; i++)
                best = row[i] > row[best] ? i : best;
            if (best != before && best != blank)
                labels.Add(best);
            (before, sum) = (best, sum + row[best]);
        }

        return new CtcHypothesis(labels, sum);
    }

    /// <summary>
    /// The likeliest label sequences, each with the probability of all its paths together, by a search that keeps the best beginnings at every step.
    /// With as many as there are, it is exact.
    /// </summary>
    /// <param name="logProbabilities">[steps, classes], floating point: what <c>LogSoftmax(-1)</c> gives.</param>
    /// <param name="beam">How many beginnings are kept after each step; at least 1.</param>
    /// <param name="blank">The class that stands for none.</param>
    /// <param name="best">How many are given at most; all that are left if null.</param>
    /// <returns>Likeliest first.</returns>
    /// <exception cref="ShapeException">It is no such tensor.</exception>
    /// <exception cref="IndexException">The blank is no class.</exception>
    public static IReadOnlyList<CtcHypothesis> PrefixBeam(Tensor logProbabilities, int beam = 16, int blank = 0, int? best = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(beam, 1);
        (float[] scores, int steps, int classes) = Read(nameof(PrefixBeam), logProbabilities, blank);
        List<CtcPrefix> kept = [CtcPrefix.Empty];
        for (int step = 0; step < steps; step++)
        {
            ReadOnlySpan<float> row = scores.AsSpan(step * classes, classes);
            foreach (CtcPrefix prefix in kept)
                prefix.Stay(row, blank);

            // A longer beginning may be one that is kept already: both ways lead to the same.
            List<CtcPrefix> next = [.. kept];
            HashSet<CtcPrefix> known = new(kept, ReferenceEqualityComparer.Instance);
            foreach (CtcPrefix prefix in kept)
            {
                for (int label = 0; label < classes; label++)
                {
                    if (label == blank)
                        continue;
                    CtcPrefix longer = prefix.With(label);
                    if (known.Add(longer))
                        next.Add(longer);
                    longer.Reach(prefix, row[label]);
                }
            }

            foreach (CtcPrefix prefix in next)
                prefix.Commit();
            kept = next.Count <= beam ? next : [.. next.OrderByDescending(prefix => prefix.LogProbability).Take(beam)];
            foreach (CtcPrefix dropped in next.Except(kept))
                dropped.Forget();
        }

        return [.. kept.OrderByDescending(prefix => prefix.LogProbability).Take(best ?? int.MaxValue).Select(prefix => new CtcHypothesis(prefix.Labels(), prefix.LogProbability))];
    }

    static (float[] Scores, int Steps, int Classes) Read(string name, Tensor logProbabilities, int blank)
    {
        ArgumentNullException.ThrowIfNull(logProbabilities);
        if (logProbabilities.Rank != 2 || logProbabilities.Shape[1] < 1)
            throw new ShapeException($"CtcDecoding.{name} takes the logarithms of probabilities of one sequence, [steps, classes]; got {logProbabilities.Shape}. Take one of a batch with `Select`.");
        if (blank < 0 || blank >= logProbabilities.Shape[1])
            throw new IndexException($"CtcDecoding.{name}: the blank is {blank}, but there are {logProbabilities.Shape[1]} classes: 0 to {logProbabilities.Shape[1] - 1}.");
        return (logProbabilities.To(DType.Float32).ToArray<float>(), checked((int)logProbabilities.Shape[0]), checked((int)logProbabilities.Shape[1]));
    }
}
