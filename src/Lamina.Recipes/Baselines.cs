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

    static IEnumerable<double> Targets(IDataset part)
    {
        ArgumentNullException.ThrowIfNull(part);
        return new DataLoader(part, Batch).SelectMany(batch => batch.Target.To(DType.Float64).ToArray<double>());
    }
}
