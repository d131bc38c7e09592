using Lamina.NN;

namespace Lamina.Training;

public sealed partial class Model
{
    /// <summary>
    /// One step of training on one batch: forward, loss, metrics, backward, update. Nothing is read to the host, so it can stand in
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
        else if (Graphs.Trace.Current is not null && !Module.IsBuilt())
            throw new InvalidOperationException($"{Module} draws its first weights at its first input, which must not be recorded: call `model.Module.Build(input)` before the capture.");
        Tensor prediction = Module.Call(input);
        Attach();
        Tensor loss = LossOf(prediction, target);
        using (Gradients.Off())
            _training.Add(loss.Detach(), prediction.Detach(), target);
        loss.Backward();
        Optimizer.Step();
        return loss.Detach();
    }

    /// <summary>Loss and metrics over the steps since the last <see cref="ResetMetrics"/>. Reads them to the host.</summary>
    public Evaluation TrainingMetrics => new(_training.Read(), Metrics);

    /// <summary>Begins a new count of <see cref="TrainingMetrics"/>.</summary>
    public void ResetMetrics() => _training.Reset();

    Tensor LossOf(Tensor prediction, Tensor target)
    {
        Tensor loss = Loss.Forward(prediction, target);
        return loss.Count == 1
            ? loss
            : throw new ShapeException($"The loss {Loss.Name} gave {loss.Spec} for a prediction {prediction.Spec} and a target {target.Spec}; training needs a single number. Take the mean or the sum.");
    }

    internal Meter TrainingMeter => _training;
}
