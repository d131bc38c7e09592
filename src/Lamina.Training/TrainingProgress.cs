namespace Lamina.Training;

/// <summary>How training stands: what <c>IProgress</c> is told a few times a second and at the end of each epoch.</summary>
/// <param name="Epoch">The epoch that runs, from 1.</param>
/// <param name="LastEpoch">The epoch that will be the last.</param>
/// <param name="Batch">Batches of the epoch that are done.</param>
/// <param name="Batches">Batches of an epoch.</param>
/// <param name="Step">Steps in all.</param>
/// <param name="Metrics">Loss and metrics of the epoch so far; at its end those of validation too.</param>
/// <param name="SamplesPerSecond">How fast samples are trained in this epoch.</param>
/// <param name="TimeLeft">An estimate of the time to the end of training.</param>
/// <param name="IsEpochEnd">True once for each epoch, when it is over and validated.</param>
public sealed record TrainingProgress(
    long Epoch,
    long LastEpoch,
    long Batch,
    long Batches,
    long Step,
    IReadOnlyDictionary<string, double> Metrics,
    double SamplesPerSecond,
    TimeSpan TimeLeft,
    bool IsEpochEnd)
{
    /// <summary>The optimizer's learning rate; NaN if it is not known.</summary>
    public double LearningRate { get; init; } = double.NaN;
}
