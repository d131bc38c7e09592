namespace Lamina.Training;

/// <summary>Ends training at a number of steps over the model's whole life, in the middle of an epoch too; so a training that was resumed ends where it would have.</summary>
public sealed class StepLimit : Callback
{
    readonly long _steps;

    /// <summary>Makes the callback.</summary>
    /// <param name="steps">The step after which training ends.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public StepLimit(long steps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        _steps = steps;
    }

    /// <inheritdoc/>
    protected internal override void AfterBatch(TrainingContext context)
    {
        if (context.Step >= _steps)
            context.Stop($"the limit of {_steps} steps is reached");
    }
}
