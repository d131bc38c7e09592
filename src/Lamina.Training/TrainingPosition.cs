namespace Lamina.Training;

/// <summary>How far training has come.</summary>
/// <param name="Epoch">Epochs that were finished: the number, from 0, of the one that goes on or comes next.</param>
/// <param name="Batch">Batches of that epoch that were trained.</param>
/// <param name="Step">Steps in all.</param>
public readonly record struct TrainingPosition(long Epoch, long Batch, long Step);
