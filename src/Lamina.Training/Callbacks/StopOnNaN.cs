namespace Lamina.Training;

/// <summary>
/// Raises a <see cref="TrainingException"/> at the first step whose loss is NaN or infinite, naming the step. On by default in
/// <c>Fit</c>; give <c>new StopOnNaN(enabled: false)</c> to train on.
/// </summary>
/// <param name="enabled">False to look away.</param>
public sealed class StopOnNaN(bool enabled = true) : Callback
{
    /// <inheritdoc/>
    protected internal override bool ReadsBatchLoss => enabled;

    /// <inheritdoc/>
    protected internal override void AfterBatch(TrainingContext context)
    {
        if (!enabled || double.IsFinite(context.BatchLoss))
            return;
        string what = double.IsNaN(context.BatchLoss) ? "not a number" : "infinite";
        throw new TrainingException($"The loss is {what} at step {context.Step} (batch {context.Batch} of epoch {context.Epoch}). {Cause(context)}");
    }

    static string Cause(TrainingContext context)
    {
        if (context.LastBatch is { } batch)
        {
            foreach ((Tensor tensor, string what) in batch.Inputs.Select(input => (input, "input")).Concat(batch.Targets.Select(target => (target, "target"))))
            {
                if (FirstBad(tensor) is { } sample)
                    return $"The {what} of sample {sample} of the batch holds NaN or infinity: clean the data; `ArrayDataset.CheckFinite` finds the places.";
            }
        }

        return "The data of the batch is finite: lower the learning rate, clip the gradients, or look for a logarithm or a division by 0; `Gradients.DetectAnomaly` names the op.";
    }

    static long? FirstBad(Tensor tensor)
    {
        if (!tensor.DType.IsFloatingPoint() || tensor.Rank == 0 || tensor.Count == 0)
            return null;
        int place = Array.FindIndex(tensor.ToArray<double>(), value => !double.IsFinite(value));
        return place < 0 ? null : place / (tensor.Count / tensor.Shape[0]);
    }
}
