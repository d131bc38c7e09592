using Lamina.Data;
using Lamina.NN;

namespace Lamina.Training;

public sealed partial class Model
{
    /// <summary>
    /// Loss and metrics over a data set, in evaluation mode, without gradients, with averaged weights where there are some (<see cref="Average"/>).
    /// Nothing is trained, and no callback sees it. As in Keras the loss includes penalties, and weights of samples where the data set has some.
    /// </summary>
    /// <param name="data">The data set.</param>
    /// <param name="batchSize">Samples a batch; it does not change the result beyond rounding.</param>
    /// <param name="cancellationToken">Ends with an <see cref="OperationCanceledException"/>.</param>
    public Evaluation Evaluate(IDataset data, int batchSize = 256, CancellationToken cancellationToken = default) =>
        Evaluate(new DataLoader(Arranged(data), batchSize, cancellationToken: cancellationToken));

    /// <summary>Loss and metrics over arrays.</summary>
    /// <param name="x">Inputs [N, …].</param>
    /// <param name="y">Targets [N, …].</param>
    /// <param name="batchSize">Samples a batch.</param>
    public Evaluation Evaluate(Tensor x, Tensor y, int batchSize = 256) => Evaluate(new ArrayDataset(x, y), batchSize);

    /// <inheritdoc cref="Evaluate(Tensor, Tensor, int)"/>
    public Evaluation Evaluate(Array x, Array y, int batchSize = 256) => Evaluate(ArrayDataset.From(x, y), batchSize);

    /// <summary>Loss and metrics over one epoch of a loader.</summary>
    /// <param name="loader">The loader.</param>
    public Evaluation Evaluate(DataLoader loader)
    {
        ArgumentNullException.ThrowIfNull(loader);
        return new Evaluation(Measure(loader, ""), Metrics);
    }

    /// <summary>
    /// Puts the weights by which <see cref="Evaluate(DataLoader)"/> measures in the place of the network's, until what is returned is disposed: those of <see cref="Average"/>, or of an optimizer that averages.
    /// Null where the network's own are measured.
    /// </summary>
    public IDisposable? ApplyAverage() => ((IWeightAverage?)Average ?? _optimizer as IWeightAverage)?.Apply();

    internal OrderedDictionary<string, double> Measure(DataLoader loader, string prefix)
    {
        if (loader.Count == 0)
            throw new ArgumentException($"{loader.Dataset.Info.Name} has no samples, so there is nothing to measure.", nameof(loader));
        _evaluation.Reset();
        using EvaluationMode.Scope mode = _mode.Enter();
        using IDisposable? averaged = ApplyAverage();
        using ActivityPenalties.Scope penalties = ActivityPenalties.Measured();
        using (Gradients.Off())
        {
            BatchLayout layout = default;
            ForwardReplay step = new(Module, tensors => MeasureBatch(layout.Of(tensors)), loader.Count);
            foreach (Batch batch in loader)
            {
                BatchParts parts = BatchParts.Of(batch);
                layout = parts.Layout;
                step.Run(parts.Tensors);
            }
        }

        return _evaluation.Read(prefix);
    }

    Tensor MeasureBatch(BatchParts batch)
    {
        StepOutcome outcome = Outcome(Forward(batch.Inputs), batch);
        _evaluation.Add(outcome, batch);
        return outcome.Loss;
    }
}
