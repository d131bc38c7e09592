using Lamina.NN;

namespace Lamina.Training;

public sealed partial class Model
{
    /// <summary>
    /// One step of training on one batch: forward, loss with the penalties of <see cref="Module.Penalty"/>, metrics, backward, update. Nothing is read to the host, so it can stand in
    /// <see cref="Capture"/>. <c>Fit</c> is made of this step; so may be a loop of one's own.
    /// </summary>
    /// <param name="input">A batch of inputs.</param>
    /// <param name="target">Their targets.</param>
    /// <returns>The loss of the batch, off the tape.</returns>
    /// <remarks>The module is to be in training mode, <c>model.Module.Train()</c>; <see cref="Position"/> does not move.</remarks>
    public Tensor TrainStep(Tensor input, Tensor target)
    {
        if (Optimizer.Groups.Count > 0)
            Optimizer.ZeroGrad();
        Tensor loss = AddGradient(input, target);
        Update();
        return loss;
    }

    /// <summary>
    /// Forward, loss, metrics and backward on one batch, without an update: gradients add up over calls. <see cref="TrainStep"/> is this on
    /// gradients of none, and <see cref="Update"/>.
    /// </summary>
    /// <param name="input">A batch of inputs.</param>
    /// <param name="target">Their targets.</param>
    /// <param name="share">
    /// What the gradient of this batch is multiplied by, 0-d: its share of the samples of an update, for the gradient of one large batch where the loss
    /// is a mean. 1 if null.
    /// </param>
    /// <returns>The loss of the batch itself, off the tape.</returns>
    public Tensor AddGradient(Tensor input, Tensor target, Tensor? share = null)
    {
        if (Optimizer.Groups.Count == 0 && Graphs.Trace.Current is not null && !Module.IsBuilt())
            throw new InvalidOperationException($"{Module} draws its first weights at its first input, which must not be recorded: call `model.Module.Build(input)` before the capture.");
        Tensor prediction, loss;
        using (PrecisionScope? mixed = Activations is { } kept ? Precision.Mixed(kept) : null)
            prediction = Module.Call(input);
        Attach();
        loss = LossOf(prediction, target, ClassWeights);
        using (Gradients.Off())
            _training.Add(loss.Detach(), prediction.Detach(), target);
        Tensor weighted = share is null ? loss : loss * share;
        (LossScaler is null ? weighted : LossScaler.Scale(weighted)).Backward();
        return loss.Detach();
    }

    /// <summary>Changes the parameters by their gradients, and takes them into the <see cref="Average"/>.</summary>
    public void Update()
    {
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

    Tensor LossOf(Tensor prediction, Tensor target, IReadOnlyDictionary<long, double>? classWeights = null)
    {
        // A loss in 16 bits would be a rough number.
        Tensor wide = prediction.DType is DType.Float16 or DType.BFloat16 ? prediction.To(DType.Float32) : prediction;
        Tensor loss = classWeights is null ? Loss.Forward(wide, target) : WeightedLossOf(wide, target, classWeights);
        if (loss.Count != 1)
            throw new ShapeException($"The loss {Loss.Name} gave {loss.Spec} for a prediction {prediction.Spec} and a target {target.Spec}; training needs a single number. Take the mean or the sum.");
        return Module.PenaltyOrNone() is { } penalty ? loss + penalty.To(loss.DType) : loss;
    }

    internal Meter TrainingMeter => _training;
}
