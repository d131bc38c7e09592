using Lamina.Data;

namespace Lamina.Training;

/// <summary>What cross-validation found: the values of each fold, their mean and their deviation.</summary>
/// <example><code>
/// CrossValidation found = CrossValidation.Run(data, folds: 5, (train, validation) =>
/// {
///     Normalization scale = Normalization.Fit(train, axis: 0);
///     Model model = MakeModel();
///     model.Fit(train.Normalize(scale), epochs: 20);
///     return model.Evaluate(validation.Normalize(scale));
/// });
/// Console.WriteLine(found);   // accuracy 0.957 ± 0.021 (5 folds)
/// </code></example>
public sealed class CrossValidation
{
    readonly OrderedDictionary<string, double[]> _values = [];

    /// <summary>Values that were measured.</summary>
    /// <param name="folds">The values of each fold by name, at least two folds with the same names.</param>
    public CrossValidation(IReadOnlyList<IReadOnlyList<KeyValuePair<string, double>>> folds)
    {
        ArgumentNullException.ThrowIfNull(folds);
        ArgumentOutOfRangeException.ThrowIfLessThan(folds.Count, 2, nameof(folds));
        Folds = folds.Count;
        foreach ((string name, _) in folds[0])
            _values[name] = [.. folds.Select(fold => fold.First(pair => pair.Key == name).Value)];
    }

    /// <summary>How many folds.</summary>
    public int Folds { get; }

    /// <summary>What was measured.</summary>
    public IEnumerable<string> Names => _values.Keys;

    /// <summary>The value of each fold.</summary>
    /// <param name="name">Such as <c>loss</c> or <c>accuracy</c>.</param>
    /// <exception cref="KeyNotFoundException">Nothing of that name was measured.</exception>
    public IReadOnlyList<double> this[string name] => _values.TryGetValue(name, out double[]? values)
        ? values
        : throw new KeyNotFoundException($"'{name}' was not measured. Measured were: {string.Join(", ", _values.Keys)}.");

    /// <summary>Trains and measures a model for each fold, on the other folds and on this one.</summary>
    /// <param name="data">The data set.</param>
    /// <param name="folds">How many parts; at least 2.</param>
    /// <param name="fit">Given a training part and the part held out, makes a new model, trains it on the one, and evaluates it on the other. What is fitted to data is fitted here.</param>
    /// <param name="seed">What the cut depends on.</param>
    /// <param name="stratified">Whether each class has the same share in all parts; by default where the set has class names.</param>
    public static CrossValidation Run(ArrayDataset data, int folds, Func<ArrayDataset, ArrayDataset, Evaluation> fit, long seed = 0, bool? stratified = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(fit);
        IReadOnlyList<(ArrayDataset Train, ArrayDataset Validation)> parts = stratified ?? data.ClassNames.Count > 0 ? data.StratifiedFolds(folds, seed) : data.Folds(folds, seed);
        return new CrossValidation([.. parts.Select(part => fit(part.Train, part.Validation).Values)]);
    }

    /// <summary>The mean over the folds.</summary>
    /// <inheritdoc cref="this[string]"/>
    public double Mean(string name) => this[name].Average();

    /// <summary>The deviation between the folds: √(Σ(x − mean)² / (folds − 1)).</summary>
    /// <inheritdoc cref="this[string]"/>
    public double Deviation(string name)
    {
        double mean = Mean(name);
        return Math.Sqrt(this[name].Sum(value => (value - mean) * (value - mean)) / (Folds - 1));
    }

    /// <summary>Means and deviations: <c>loss 0.12 ± 0.03 · accuracy 0.957 ± 0.021 (5 folds)</c>.</summary>
    public override string ToString() =>
        string.Join(" · ", Names.Select(name => FormattableString.Invariant($"{name} {Mean(name):G4} ± {Deviation(name):G2}"))) + FormattableString.Invariant($" ({Folds} folds)");
}
