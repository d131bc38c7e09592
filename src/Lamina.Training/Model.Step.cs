using Lamina.Data;
using Lamina.NN;

namespace Lamina.Training;

public sealed partial class Model
{
    /// <summary>
    /// The loss of a batch in training, in the place of forward and <see cref="Loss"/>, for steps that are more than that: a penalty on gradients, a teacher to be
    /// followed, several forwards. <c>Fit</c> does the rest, with all that it has: backward, update, capture, callbacks. Null for the usual.
    /// </summary>
    /// <remarks>
    /// <code>
    /// model.CustomStep = batch =>
    /// {
    ///     Tensor prediction = student.Call(batch.Input), taught = teacher.Call(batch.Input).Detach();
    ///     return new(Loss.CrossEntropy(prediction, batch.Target) + Loss.MeanSquaredError(prediction, taught), prediction);
    /// };
    /// </code>
    /// The penalties of <see cref="Module.Penalty"/> are added. Weights of samples and classes are not applied: they are the function's own affair, which has
    /// <see cref="Batch.SampleWeights"/>. Metrics of training need the predictions. Evaluation uses <see cref="Loss"/>. The function is not saved. As Keras' <c>train_step</c>.
    /// </remarks>
    public Func<Batch, StepResult>? CustomStep { get; set; }

    /// <summary>
    /// One step of training on one batch: forward, loss with the penalties of <see cref="Module.Penalty"/>, metrics, backward, update. Nothing is read to the host, so it can stand in
    /// <see cref="Capture"/>. <c>Fit</c> is made of this step; so may be a loop of one's own.
    /// </summary>
    /// <param name="input">A batch of inputs.</param>
    /// <param name="target">Their targets.</param>
    /// <returns>The loss of the batch, off the tape.</returns>
    /// <remarks>The module is to be in training mode, <c>model.Module.Train()</c>; <see cref="Position"/> does not move.</remarks>
    public Tensor TrainStep(Tensor input, Tensor target) => TrainStep(BatchParts.Of(input, target));

    /// <summary>The same for a batch of several inputs or targets, or with weights of its samples.</summary>
    /// <param name="batch">The batch.</param>
    /// <inheritdoc cref="TrainStep(Tensor, Tensor)"/>
    public Tensor TrainStep(Batch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return TrainStep(BatchParts.Of(batch));
    }

    /// <summary>
    /// Forward, loss, metrics and backward on one batch, without an update: gradients add up over calls. <see cref="TrainStep(Tensor, Tensor)"/> is this on
    /// gradients of none, and <see cref="Update"/>.
    /// </summary>
    /// <param name="input">A batch of inputs.</param>
    /// <param name="target">Their targets.</param>
    /// <param name="share">
    /// What the gradient of this batch is multiplied by, 0-d: its share of the samples of an update, for the gradient of one large batch where the loss
    /// is a mean. 1 if null.
    /// </param>
    /// <returns>The loss of the batch itself, off the tape.</returns>
    public Tensor AddGradient(Tensor input, Tensor target, Tensor? share = null) => AddGradient(BatchParts.Of(input, target) with { Share = share });

    /// <summary>The same for a batch of several inputs or targets, or with weights of its samples.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="share">As above.</param>
    /// <inheritdoc cref="AddGradient(Tensor, Tensor, Tensor?)"/>
    public Tensor AddGradient(Batch batch, Tensor? share = null)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return AddGradient(BatchParts.Of(batch) with { Share = share });
    }

    /// <summary>Keeps the gradients within <see cref="ClipNorm"/> and <see cref="ClipValue"/>, changes the parameters by them, and takes those into the <see cref="Average"/>.</summary>
    public void Update()
    {
        // Limits are those of the gradients themselves, not of scaled ones.
        if (ClipNorm is not null || ClipValue is not null)
            LossScaler?.Unscale(Optimizer);
        if (ClipNorm is { } norm)
            Clip.GradientNorm(Optimizer.Parameters, norm);
        if (ClipValue is { } limit)
            Clip.GradientValue(Optimizer.Parameters, limit);
        if (LossScaler is null)
        {
            Optimizer.Step();
        }
        else
        {
            LossScaler.Step(Optimizer);
            LossScaler.Update();
        }

        Average?.Update();
    }

    /// <summary>Loss and metrics over the steps since the last <see cref="ResetMetrics"/>. Reads them to the host.</summary>
    public Evaluation TrainingMetrics => new(_training.Read(), Metrics);

    /// <summary>Begins a new count of <see cref="TrainingMetrics"/>.</summary>
    public void ResetMetrics() => _training.Reset();

    internal Meter TrainingMeter => _training;

    internal Tensor TrainStep(BatchParts batch)
    {
        if (Optimizer.Groups.Count > 0)
            Optimizer.ZeroGrad();
        Tensor loss = AddGradient(batch);
        Update();
        return loss;
    }

    internal Tensor AddGradient(BatchParts batch)
    {
        if (Optimizer.Groups.Count == 0 && Graphs.Trace.Current is not null && !Module.IsBuilt())
            throw new InvalidOperationException($"{Module} draws its first weights at its first input, which must not be recorded: call `model.Module.Build(input)` before the capture.");
        StepOutcome outcome = CustomStep is { } custom ? CustomOutcome(custom, batch) : TrainingOutcome(batch);
        Tensor loss = outcome.Loss;
        using (Gradients.Off())
            _training.Add(outcome, batch);
        Tensor weighted = batch.Share is null ? loss : loss * batch.Share;
        (LossScaler is null ? weighted : LossScaler.Scale(weighted)).Backward();
        return loss.Detach();
    }

    /// <summary>Makes the parameters of a network that waits for its first input.</summary>
    internal void Build(Batch example)
    {
        if (!Module.IsBuilt())
            Module.InEvaluation(() => Forward(example.Inputs)[0]);
    }

    StepOutcome TrainingOutcome(BatchParts batch)
    {
        IReadOnlyList<Tensor> predictions;
        using (PrecisionScope? mixed = Mixed())
            predictions = Forward(batch.Inputs);
        Attach();
        return Outcome(predictions, batch, ClassWeights);
    }

    StepOutcome CustomOutcome(Func<Batch, StepResult> custom, BatchParts batch)
    {
        StepResult result;
        using (PrecisionScope? mixed = Mixed())
            result = custom(batch.ToBatch());
        Attach();
        if (result.Loss is not { Count: 1 } loss)
            throw new ShapeException($"The training step gave a loss {result.Loss?.Spec}; training needs a single number. Take the mean or the sum.");
        if (result.Predictions is null && Metrics.Count > 0)
            throw new InvalidOperationException($"The model measures {string.Join(", ", Metrics)}, and its training step gave no prediction to measure: return `new StepResult(loss, prediction)`, or compile without metrics.");
        return new StepOutcome(Penalized(loss), [], result.Predictions ?? []);
    }

    PrecisionScope? Mixed() => Activations is { } kept ? Precision.Mixed(kept) : null;

    IReadOnlyList<Tensor> Forward(IReadOnlyList<Tensor> inputs) =>
        Module is ManyToMany many ? many.ForwardAll(inputs) : [Module.Call(ManyToMany.Only(inputs, Module))];
}
