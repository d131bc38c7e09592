namespace Lamina.Models.Language;

/// <summary>How the next token is chosen of the logits of a language model: in this order temperature, the k most likely, and the least set that has a share of the probability.</summary>
/// <remarks>
/// Plain data; the random number comes from outside, so that the choice is a pure function. The order is that of the usual libraries.
/// <b>Source:</b> of the k most likely: Fan, Lewis, Dauphin, Hierarchical neural story generation (2018); of a share: Holtzman and others, The curious case of neural
/// text degeneration (2020).
/// </remarks>
public sealed record Sampling
{
    readonly double _temperature = 1, _topP = 1;
    readonly int _topK;

    /// <summary>Always the most likely token.</summary>
    public static Sampling Greedy { get; } = new() { Temperature = 0 };

    /// <summary>What the logits are divided by: below 1 bolder, above 1 more even; 0 for the most likely token. 1 if not set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative, or no number.</exception>
    public double Temperature
    {
        get => _temperature;
        init => _temperature = value >= 0 && double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "The temperature is 0 (the most likely token) or a positive number, such as 0.8.");
    }

    /// <summary>Only so many of the most likely tokens can be chosen; of those as likely, the first. All if 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public int TopK
    {
        get => _topK;
        init => _topK = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "The number of tokens to choose from is 0 (all) or positive.");
    }

    /// <summary>Only the most likely tokens can be chosen that together reach this share of the probability, at least one. All if 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not above 0, or above 1.</exception>
    public double TopP
    {
        get => _topP;
        init => _topP = value is > 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "The share of the probability is above 0 and at most 1, such as 0.9.");
    }

    /// <summary>The probabilities that the choice is made by; they add up to 1.</summary>
    /// <param name="logits">One for each token; −∞ for what cannot come.</param>
    /// <exception cref="NumericException">A logit is not a number or +∞, or none can come.</exception>
    public double[] Probabilities(ReadOnlySpan<float> logits)
    {
        int best = Best(logits);
        double[] probabilities = new double[logits.Length];
        if (Temperature == 0)
        {
            probabilities[best] = 1;
            return probabilities;
        }

        int[] order = new int[logits.Length];
        double total = 0;
        for (int token = 0; token < logits.Length; token++)
        {
            order[token] = token;
            total += probabilities[token] = Math.Exp(((double)logits[token] - logits[best]) / Temperature);
        }

        int kept = logits.Length;
        if ((TopK > 0 && TopK < kept) || TopP < 1)
        {
            Array.Sort(order, (a, b) => probabilities[a] == probabilities[b] ? a.CompareTo(b) : probabilities[b].CompareTo(probabilities[a]));
            if (TopK > 0 && TopK < kept)
                kept = TopK;
            total = 0;
            for (int place = 0; place < kept; place++)
                total += probabilities[order[place]];
            double reached = 0;
            int enough = 0;
            while (enough < kept && (enough == 0 || reached < TopP * total))
                reached += probabilities[order[enough++]];
            (kept, total) = TopP < 1 ? (enough, reached) : (kept, total);
        }

        for (int place = 0; place < order.Length; place++)
            probabilities[order[place]] = place < kept ? probabilities[order[place]] / total : 0;
        return probabilities;
    }

    /// <summary>Chooses a token.</summary>
    /// <param name="logits">One for each token; −∞ for what cannot come.</param>
    /// <param name="uniform">A random number in [0, 1).</param>
    /// <returns>The token's number: the first at which the sum of the probabilities is above <paramref name="uniform"/>.</returns>
    /// <exception cref="NumericException">A logit is not a number or +∞, or none can come.</exception>
    public int Choose(ReadOnlySpan<float> logits, double uniform)
    {
        double[] probabilities = Probabilities(logits);
        double sum = 0;
        int last = 0;
        for (int token = 0; token < probabilities.Length; token++)
        {
            if (probabilities[token] == 0)
                continue;
            (sum, last) = (sum + probabilities[token], token);
            if (sum > uniform)
                break;
        }

        // Rounding may leave the sum a hair below 1.
        return last;
    }

    static int Best(ReadOnlySpan<float> logits)
    {
        int best = -1;
        for (int token = 0; token < logits.Length; token++)
        {
            if (float.IsNaN(logits[token]) || float.IsPositiveInfinity(logits[token]))
                throw new NumericException($"The logit of token {token} is {(float.IsNaN(logits[token]) ? "not a number" : "infinite")}, so no token can be chosen. The weights are broken; train the network anew.");
            if (!float.IsNegativeInfinity(logits[token]) && (best < 0 || logits[token] > logits[best]))
                best = token;
        }

        return best >= 0 ? best : throw new NumericException($"None of the {logits.Length} tokens can come: all logits are −∞.");
    }
}
