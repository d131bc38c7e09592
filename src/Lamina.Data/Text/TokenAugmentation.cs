namespace Lamina.Data.Text;

/// <summary>Words, or their numbers, hidden, left out or exchanged, so that a network does not rely on any one. What comes in is left as it is.</summary>
public static class TokenAugmentation
{
    /// <summary>Each token is replaced with a probability.</summary>
    /// <typeparam name="T">A word, or its number.</typeparam>
    /// <param name="tokens">The text.</param>
    /// <param name="probability">From 0 to 1.</param>
    /// <param name="mask">What stands there then.</param>
    /// <param name="draws">Where random numbers come from.</param>
    /// <returns>As many tokens.</returns>
    public static T[] Mask<T>(ReadOnlySpan<T> tokens, double probability, T mask, ref Draws draws)
    {
        Check(probability);
        T[] masked = tokens.ToArray();
        for (int i = 0; i < masked.Length; i++)
        {
            if (draws.Chance(probability))
                masked[i] = mask;
        }

        return masked;
    }

    /// <summary>Each token is left out with a probability; one drawn token stays if none would.</summary>
    /// <typeparam name="T">A word, or its number.</typeparam>
    /// <param name="tokens">The text.</param>
    /// <param name="probability">From 0 to 1.</param>
    /// <param name="draws">Where random numbers come from.</param>
    /// <remarks><b>Source:</b> Wei, Zou: EDA: easy data augmentation techniques for boosting performance on text classification tasks (EMNLP 2019).</remarks>
    public static T[] Delete<T>(ReadOnlySpan<T> tokens, double probability, ref Draws draws)
    {
        Check(probability);
        List<T> kept = new(tokens.Length);
        foreach (T token in tokens)
        {
            if (!draws.Chance(probability))
                kept.Add(token);
        }

        return kept.Count > 0 || tokens.IsEmpty ? [.. kept] : [tokens[draws.Below(tokens.Length)]];
    }

    /// <summary>Two drawn tokens exchange their places, several times over.</summary>
    /// <typeparam name="T">A word, or its number.</typeparam>
    /// <param name="tokens">The text.</param>
    /// <param name="count">How many times; 0 or more.</param>
    /// <param name="draws">Where random numbers come from.</param>
    /// <returns>The same tokens in another order.</returns>
    /// <remarks><b>Source:</b> Wei, Zou: EDA: easy data augmentation techniques for boosting performance on text classification tasks (EMNLP 2019).</remarks>
    public static T[] Swap<T>(ReadOnlySpan<T> tokens, int count, ref Draws draws)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        T[] swapped = tokens.ToArray();
        for (int i = 0; i < count && swapped.Length > 1; i++)
        {
            int first = draws.Below(swapped.Length), second = (first + 1 + draws.Below(swapped.Length - 1)) % swapped.Length;
            (swapped[first], swapped[second]) = (swapped[second], swapped[first]);
        }

        return swapped;
    }

    static void Check(double probability)
    {
        if (!(probability is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "A probability is a number from 0 to 1.");
    }
}
