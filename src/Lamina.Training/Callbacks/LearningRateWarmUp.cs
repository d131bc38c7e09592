namespace Lamina.Training;

/// <summary>
/// Raises the learning rate in a straight line over the first steps, then lets go of it, so that <see cref="ReduceOnPlateau"/> or a hand may
/// change it: step s of n has rate · (start + (1 − start) · s/n).
/// </summary>
/// <remarks>
/// Steps count over the model's whole life, so training resumes rightly. With a <see cref="LearningRateSchedule"/> by steps, take a schedule that warms up by itself.
/// Source: Goyal and others, Accurate, Large Minibatch SGD, 2017.
/// </remarks>
public sealed class LearningRateWarmUp : Callback
{
    readonly double _rate, _start;
    readonly long _steps;

    /// <summary>Makes the callback.</summary>
    /// <param name="rate">The rate after the warm-up.</param>
    /// <param name="steps">How many steps it takes.</param>
    /// <param name="start">The share of the rate with which it begins.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public LearningRateWarmUp(double rate, long steps, double start = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rate);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        if (start is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(start), start, "LearningRateWarmUp: the start is a share of the rate, from 0 to 1.");
        (_rate, _steps, _start) = (rate, steps, start);
    }

    /// <inheritdoc/>
    protected internal override void BeforeBatch(TrainingContext context)
    {
        long step = context.Step + 1;
        if (step <= _steps)
            context.Model.Optimizer.LearningRate = step == _steps ? _rate : _rate * (_start + ((1 - _start) * step / _steps));
    }
}
