using System.Globalization;
using Lamina.Data;
using Lamina.NN;

namespace Lamina.Training;

/// <summary>
/// Looks for a learning rate: trains a fresh model for some steps in which the rate grows geometrically, and finds where the loss falls most steeply.
/// </summary>
/// <remarks>
/// <para>The model is thrown away, so it is made anew by a function; random state is put back afterwards.</para>
/// <code>
/// LearningRateFinder found = LearningRateFinder.Run(() => Build().Compile(new Adam(), Loss.CrossEntropy()), train);
/// model.Optimizer.LearningRate = found.Suggestion;
/// </code>
/// Losses are smoothed, s ← 0.9·s + 0.1·l, divided by 1 − 0.9ᵗ. The run ends early where they exceed four times the best. The suggestion is the rate before the
/// steepest descent of the smoothed loss over the logarithm of the rate. Source: Smith, Cyclical Learning Rates for Training Neural Networks, 2017. As Lightning's <c>lr_find</c>.
/// </remarks>
public sealed class LearningRateFinder
{
    const double Decay = 0.9, Divergence = 4;
    const int SkippedFirst = 5;

    LearningRateFinder(IReadOnlyList<double> rates, IReadOnlyList<double> losses) => (Rates, Losses) = (rates, losses);

    /// <summary>The rates that were tried, rising.</summary>
    public IReadOnlyList<double> Rates { get; }

    /// <summary>The smoothed loss at each.</summary>
    public IReadOnlyList<double> Losses { get; }

    /// <summary>The rate at which the loss falls most steeply; NaN where it never falls.</summary>
    public double Suggestion
    {
        get
        {
            double steepest = 0, rate = double.NaN;
            for (int i = SkippedFirst; i < Losses.Count - 1; i++)
            {
                double slope = (Losses[i + 1] - Losses[i - 1]) / (Math.Log(Rates[i + 1]) - Math.Log(Rates[i - 1]));
                if (slope < steepest)
                    (steepest, rate) = (slope, Rates[i]);
            }

            return rate;
        }
    }

    /// <summary>Looks for a rate.</summary>
    /// <param name="make">Makes the model, untrained.</param>
    /// <param name="train">The training set, gone through again where it is short.</param>
    /// <param name="first">The first rate.</param>
    /// <param name="last">The last.</param>
    /// <param name="steps">How many steps.</param>
    /// <param name="batchSize">Samples a batch.</param>
    /// <param name="seed">What the order depends on.</param>
    /// <param name="cancellationToken">Ends with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rates do not rise from above 0, or there are fewer than ten steps.</exception>
    public static LearningRateFinder Run(
        Func<Model> make, IDataset train, double first = 1e-7, double last = 10, int steps = 100, int batchSize = 32, long seed = 0, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(make);
        ArgumentNullException.ThrowIfNull(train);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 10);
        if (!(first > 0 && last > first && double.IsFinite(last)))
            throw new ArgumentOutOfRangeException(nameof(last), last, $"LearningRateFinder: the rates rise from {first} to {last}; the first must be above 0 and the last above the first.");
        GeneratorState before = Generator.Default.State;
        try
        {
            Model model = make();
            return Search(model, new DataLoader(model.Arranged(train), batchSize, shuffle: true, seed), first, last, steps, cancellationToken);
        }
        finally
        {
            Generator.Default.State = before;
        }
    }

    static LearningRateFinder Search(Model model, DataLoader loader, double first, double last, int steps, CancellationToken cancellation)
    {
        if (loader.Count == 0)
            throw new ArgumentException($"{loader.Dataset.Info.Name} has no samples, so there is nothing to train on.");
        if (!model.Module.IsBuilt())
            model.Build(loader.Dataset.Read([0]));
        model.Module.Train();
        BatchStep step = new(model.TrainStep);
        List<double> rates = [], losses = [];
        double smooth = 0, best = double.PositiveInfinity;
        for (long epoch = 0; ; epoch++)
        {
            loader.Epoch = epoch;
            foreach (Batch batch in loader)
            {
                cancellation.ThrowIfCancellationRequested();
                double rate = first * Math.Pow(last / first, rates.Count / (steps - 1.0));
                model.Optimizer.LearningRate = rate;
                smooth = (Decay * smooth) + ((1 - Decay) * step.Run(BatchParts.Of(batch)).ToDouble());
                double loss = smooth / (1 - Math.Pow(Decay, rates.Count + 1));
                if (!double.IsFinite(loss) || (rates.Count > SkippedFirst && loss > Divergence * best))
                    return new(rates, losses);
                rates.Add(rate);
                losses.Add(loss);
                best = Math.Min(best, loss);
                if (rates.Count == steps)
                    return new(rates, losses);
            }
        }
    }

    /// <summary>The suggestion, and over which rates it was looked for.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"learning rate {Suggestion:G3} (of {Rates.Count} from {Rates.FirstOrDefault():G3} to {Rates.LastOrDefault():G3})");
}
