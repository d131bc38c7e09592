namespace Lamina.Data.Vision;

/// <summary>A transform that is done with a probability, and otherwise not.</summary>
public abstract class RandomTransform : IPictureTransform
{
    /// <summary>A transform that is done now and then.</summary>
    /// <param name="probability">From 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not from 0 to 1.</exception>
    protected RandomTransform(double probability)
    {
        if (!(probability is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "A probability is a number from 0 to 1.");
        Probability = probability;
    }

    /// <summary>How likely it is done.</summary>
    public double Probability { get; }

    /// <inheritdoc/>
    public PictureSample Apply(PictureSample sample, ref Draws draws)
    {
        ArgumentNullException.ThrowIfNull(sample);
        return draws.Chance(Probability) ? Transform(sample, ref draws) : sample;
    }

    /// <summary>What is done when it is done.</summary>
    /// <param name="sample">The sample as it is.</param>
    /// <param name="draws">Where random numbers come from.</param>
    protected abstract PictureSample Transform(PictureSample sample, ref Draws draws);
}
