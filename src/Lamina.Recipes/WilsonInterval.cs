namespace Lamina.Recipes;

/// <summary>Where a share lies that was counted on few examples.</summary>
/// <remarks><b>Source:</b> Wilson, Probable inference, the law of succession, and statistical inference (1927).</remarks>
public static class WilsonInterval
{
    const double Deviations = 1.959963984540054;

    /// <summary>The interval of 95 % confidence of a share: (p + z²/2n ± z·√(p(1 − p)/n + z²/4n²)) / (1 + z²/n).</summary>
    /// <param name="share">The share that was found, from 0 to 1.</param>
    /// <param name="count">On how many examples; at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is no fraction, or there are no examples.</exception>
    public static (double Low, double High) Of(double share, long count)
    {
        if (!(share is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(share), share, "A share is from 0 to 1.");
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        double square = Deviations * Deviations / count, middle = share + (square / 2);
        double half = Math.Sqrt((share * (1 - share) * square) + (square * square / 4));
        return ((middle - half) / (1 + square), (middle + half) / (1 + square));
    }
}
