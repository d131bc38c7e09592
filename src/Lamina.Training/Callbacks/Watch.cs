namespace Lamina.Training;

/// <summary>Follows one value from epoch to epoch, and says when it is the best so far.</summary>
/// <param name="name">Such as <c>val_loss</c>; null for <c>val_loss</c> where there is validation, else <c>loss</c>.</param>
/// <param name="higherIsBetter">Null to follow the metric; a loss is better lower.</param>
/// <param name="leastChange">By how much a value must be better to count.</param>
internal sealed class Watch(string? name, bool? higherIsBetter, double leastChange)
{
    const string ValidationPrefix = "val_";

    public double Best { get; set; } = double.NaN;

    public void Reset() => Best = double.NaN;

    /// <summary>The name that is followed.</summary>
    public string NameIn(TrainingContext context) => name ?? (context.Logs.ContainsKey(ValidationPrefix + "loss") ? ValidationPrefix + "loss" : "loss");

    /// <summary>An epoch's value.</summary>
    /// <exception cref="KeyNotFoundException">The epoch has no such value.</exception>
    public double ValueIn(string callback, TrainingContext context)
    {
        string followed = NameIn(context);
        return context.Logs.TryGetValue(followed, out double value)
            ? value
            : throw new KeyNotFoundException($"{callback} follows '{followed}', which is not measured. Measured are: {string.Join(", ", context.Logs.Keys)}. Name one of these, or give `Fit` a validation split or validation data.");
    }

    /// <summary>Takes an epoch's value. NaN is never better.</summary>
    /// <exception cref="KeyNotFoundException">The epoch has no such value.</exception>
    public bool IsBetter(string callback, TrainingContext context)
    {
        double value = ValueIn(callback, context);
        double change = IsHigherBetterIn(context) ? value - Best : Best - value;
        if (double.IsNaN(value) || (!double.IsNaN(Best) && !(change > leastChange)))
            return false;
        Best = value;
        return true;
    }

    /// <summary>Whether the value that is followed is better higher.</summary>
    public bool IsHigherBetterIn(TrainingContext context)
    {
        string followed = NameIn(context);
        return higherIsBetter ?? context.Model.Metrics.FirstOrDefault(metric => metric.IsCalled(followed))?.HigherIsBetter ?? false;
    }
}
