using Lamina.NN;

namespace Lamina.Training;

/// <summary>Sets the learning rate by a formula, before each epoch or before each step. The formula keeps nothing, so training resumes rightly.</summary>
public sealed class LearningRateSchedule : Callback
{
    readonly Func<long, double> _rate;
    readonly bool _perStep;

    LearningRateSchedule(Func<long, double> rate, bool perStep) => (_rate, _perStep) = (rate, perStep);

    /// <summary>A rate for each epoch.</summary>
    /// <param name="rate">From the epoch, from 0 over the model's whole life, to the learning rate.</param>
    public static LearningRateSchedule ByEpoch(Func<long, double> rate) => new(rate, perStep: false);

    /// <summary>A rate for each epoch, by a schedule whose time is epochs.</summary>
    public static LearningRateSchedule ByEpoch(Schedule schedule) => ByEpoch(epoch => schedule.At(epoch));

    /// <summary>A rate for each step, by a schedule whose time is steps.</summary>
    public static LearningRateSchedule ByStep(Schedule schedule) => ByStep(step => schedule.At(step));

    /// <summary>A rate for each step.</summary>
    /// <param name="rate">From the step, from 0 over the model's whole life, to the learning rate.</param>
    public static LearningRateSchedule ByStep(Func<long, double> rate) => new(rate, perStep: true);

    /// <inheritdoc/>
    protected internal override void BeforeEpoch(TrainingContext context)
    {
        if (!_perStep)
            context.Model.Optimizer.LearningRate = _rate(context.Epoch - 1);
    }

    /// <inheritdoc/>
    protected internal override void BeforeBatch(TrainingContext context)
    {
        if (_perStep)
            context.Model.Optimizer.LearningRate = _rate(context.Step);
    }
}
