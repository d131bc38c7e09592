namespace Lamina.Training;

/// <summary>Predicts the same samples after each epoch, and hands what comes to a function: pictures, sentences or numbers that one wants to see become better.</summary>
public sealed class SamplePredictions : Callback
{
    readonly Tensor _inputs;
    readonly Action<TrainingContext, Tensor> _show;
    readonly int _every;

    /// <summary>Makes the callback.</summary>
    /// <param name="inputs">The samples [N, …], as the network takes them.</param>
    /// <param name="show">Gets the predictions [N, …] of an epoch.</param>
    /// <param name="every">Every how many epochs.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="every"/> is below 1.</exception>
    public SamplePredictions(Tensor inputs, Action<TrainingContext, Tensor> show, int every = 1)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(show);
        ArgumentOutOfRangeException.ThrowIfLessThan(every, 1);
        (_inputs, _show, _every) = (inputs, show, every);
    }

    /// <inheritdoc/>
    protected internal override void AfterEpoch(TrainingContext context)
    {
        if (context.Epoch % _every == 0)
            _show(context, context.Model.Predict(_inputs));
    }
}
