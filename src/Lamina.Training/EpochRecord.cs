namespace Lamina.Training;

/// <summary>What one epoch of training came to.</summary>
/// <param name="Epoch">The epoch, from 1.</param>
/// <param name="Metrics">Loss and metrics by name, those of validation under <c>val_</c>. Fractions are fractions, not percent.</param>
/// <param name="LearningRate">The learning rate at its end.</param>
/// <param name="Duration">How long it took, validation included.</param>
/// <param name="Samples">Samples trained.</param>
public sealed record EpochRecord(long Epoch, IReadOnlyDictionary<string, double> Metrics, double LearningRate, TimeSpan Duration, long Samples);
