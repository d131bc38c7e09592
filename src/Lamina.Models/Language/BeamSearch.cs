namespace Lamina.Models.Language;

/// <summary>Looks for the likeliest sequence of a model that gives the probability of each token after those before it, and keeps several beginnings while it does.</summary>
/// <remarks>
/// The score of a sequence is the sum of its logarithms divided by length^penalty, where the length counts the end: without that, every further token costs, and short sequences win.
/// A pure function of what the model says; of scores that are equal the first beginning and the lowest token go first.
/// <b>Source:</b> Graves: Sequence transduction with recurrent neural networks (2012); the length: Wu and others, Google's neural machine translation system (2016), in the plain form.
/// </remarks>
/// <param name="Beams">How many beginnings are kept; 1 takes the likeliest token each time.</param>
/// <param name="End">The token that ends a sequence.</param>
/// <param name="Longest">The most tokens, the end among them.</param>
/// <param name="LengthPenalty">The exponent of the length: 0 for the plain sum, 1 for the mean.</param>
public sealed record BeamSearch(int Beams, int End, int Longest, double LengthPenalty = 1)
{
    /// <summary>Searches.</summary>
    /// <param name="begin">The token from which the model begins.</param>
    /// <param name="next">
    /// Given for each beginning its number in the last call (0 in the first) and its last token, the logarithm of the probability of each token as the next: a row for each beginning.
    /// </param>
    /// <returns>The best sequence, without <paramref name="begin"/> and <see cref="End"/>, and its score.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is not at least one beam and one token.</exception>
    /// <exception cref="NumericException">The model gave what is not a number.</exception>
    public (IReadOnlyList<int> Tokens, double Score) Run(int begin, Func<IReadOnlyList<int>, IReadOnlyList<int>, IReadOnlyList<float[]>> next)
    {
        ArgumentNullException.ThrowIfNull(next);
        ArgumentOutOfRangeException.ThrowIfLessThan(Beams, 1, nameof(Beams));
        ArgumentOutOfRangeException.ThrowIfLessThan(Longest, 1, nameof(Longest));
        List<Beginning> live = [new([begin], 0, 0)];
        List<(int[] Tokens, double Score)> done = [];
        for (int length = 1; length <= Longest && live.Count > 0; length++)
        {
            IReadOnlyList<float[]> rows = next([.. live.Select(one => one.Parent)], [.. live.Select(one => one.Tokens[^1])]);
            double penalty = Math.Pow(length, LengthPenalty);
            List<Beginning> further = [];
            foreach ((int rank, (int parent, int token, double sum)) in Likeliest(live, rows).Index())
            {
                // What ends must be among the best to count, and where the length ends, so does all that has got so far.
                if ((token == End || length == Longest) && rank >= Beams)
                    continue;
                if (token == End || length == Longest)
                    done.Add((token == End ? live[parent].Tokens[1..] : [.. live[parent].Tokens[1..], token], sum / penalty));
                else if (further.Count < Beams)
                    further.Add(new Beginning([.. live[parent].Tokens, token], sum, parent));
            }

            live = further;

            // With each step the sum falls; of lengths that are still allowed the longest divides it most.
            if (done.Count >= Beams && live.Count > 0)
            {
                double possible = live.Max(one => one.Sum) / Math.Pow(LengthPenalty > 0 ? Longest : length, LengthPenalty);
                if (done.Max(one => one.Score) >= possible)
                    break;
            }
        }

        (int[] best, double score) = done.MaxBy(one => one.Score);
        return (best, score);
    }

    // Twice as many as are kept: if all beams end, as many go on. In one pass, since a vocabulary is long; of what is equal, what came first stays before.
    List<(int Parent, int Token, double Sum)> Likeliest(List<Beginning> live, IReadOnlyList<float[]> rows)
    {
        List<(int Parent, int Token, double Sum)> best = [];
        for (int parent = 0; parent < live.Count; parent++)
        {
            for (int token = 0; token < rows[parent].Length; token++)
            {
                if (float.IsNaN(rows[parent][token]))
                    throw new NumericException($"The probability of token {token} is not a number. The weights are broken; train the network anew.");
                double sum = live[parent].Sum + rows[parent][token];
                if (double.IsNegativeInfinity(sum) || (best.Count == 2 * Beams && sum <= best[^1].Sum))
                    continue;
                int place = best.Count;
                while (place > 0 && sum > best[place - 1].Sum)
                    place--;
                best.Insert(place, (parent, token, sum));
                if (best.Count > 2 * Beams)
                    best.RemoveAt(best.Count - 1);
            }
        }

        return best.Count > 0 ? best : throw new NumericException("No token can come next: all have the probability 0.");
    }

    sealed record Beginning(int[] Tokens, double Sum, int Parent);
}
