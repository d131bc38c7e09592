namespace Lamina.Data.Audio;

/// <summary>What sequences of spoken digits are like; see <see cref="SpokenSequences"/>.</summary>
public sealed record SpokenSequenceForm
{
    /// <summary>The least number of digits; at least 1.</summary>
    public int Fewest { get; init; } = 3;

    /// <summary>The greatest number of digits.</summary>
    public int Most { get; init; } = 7;

    /// <summary>Length of every sequence, in seconds. Digits that find no room in it are left out.</summary>
    public double Seconds { get; init; } = 5;

    /// <summary>The shortest pause before a digit, in seconds.</summary>
    public double ShortestPause { get; init; } = 0.05;

    /// <summary>The longest pause before a digit, in seconds.</summary>
    public double LongestPause { get; init; } = 0.3;

    /// <summary>Power of the digits over power of the noise where it is loudest, in decibels.</summary>
    public double LeastRatio { get; init; } = 10;

    /// <summary>Power of the digits over power of the noise where it is faintest, in decibels; infinite for no noise at all.</summary>
    public double MostRatio { get; init; } = 20;

    /// <summary>Each digit is played at a speed from 1 less this to 1 more than this; 0 for as it was recorded.</summary>
    public double Speed { get; init; }

    internal SpokenSequenceForm Checked()
    {
        if (Fewest < 1 || Most < Fewest)
            throw new ArgumentOutOfRangeException(nameof(Fewest), Fewest, $"Sequences have {Fewest} to {Most} digits; give at least 1, and no fewer at most than at least.");
        if (!(Seconds is > 0 and <= 600) || !(ShortestPause >= 0 && LongestPause >= ShortestPause) || !(LeastRatio <= MostRatio) || Speed is not (>= 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(Seconds), Seconds, "Sequences last more than 0 and up to 600 seconds, pauses are 0 or more, ratios rise, and speeds lie between 0 and 1.");
        return this;
    }
}
