namespace Lamina.Training;

/// <summary>A step that takes batches, recorded once for each kind of them and replayed: see <see cref="Capture"/>.</summary>
internal sealed class BatchStep
{
    readonly Step _step;

    // That of the batch in hand, for a recording of it.
    BatchLayout _layout;

    public BatchStep(Func<BatchParts, Tensor> body) => _step = Capture.Step((Tensor[] tensors) => body(_layout.Of(tensors)));

    public string? WhyEager => _step.WhyEager;

    public Tensor Run(BatchParts batch)
    {
        _layout = batch.Layout;
        return _step.Run(batch.Tensors);
    }

    /// <summary>Does it both ways, and says how they differed.</summary>
    public (Tensor Result, string? Difference) RunChecked(BatchParts batch)
    {
        _layout = batch.Layout;
        return _step.RunChecked(batch.Tensors);
    }
}
