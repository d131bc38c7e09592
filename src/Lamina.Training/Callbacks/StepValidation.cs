using Lamina.Data;

namespace Lamina.Training;

/// <summary>Validates every so many steps, for epochs that are long. Validation at the end of an epoch is <c>Fit</c>'s own.</summary>
public sealed class StepValidation : Callback
{
    readonly IDataset _data;
    readonly long _every;
    readonly Action<TrainingContext, Evaluation>? _then;
    readonly List<(long Step, Evaluation Evaluation)> _results = [];

    /// <summary>Makes the callback.</summary>
    /// <param name="data">What is measured.</param>
    /// <param name="every">Every how many steps, counted over the model's whole life.</param>
    /// <param name="then">Gets each result, such as to stop training or to save the best; without it a line is written.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="every"/> is below 1.</exception>
    public StepValidation(IDataset data, long every, Action<TrainingContext, Evaluation>? then = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfLessThan(every, 1);
        (_data, _every, _then) = (data, every, then);
    }

    /// <summary>What was measured in this training, and after which steps.</summary>
    public IReadOnlyList<(long Step, Evaluation Evaluation)> Results => _results;

    /// <inheritdoc/>
    protected internal override void BeforeFit(TrainingContext context) => _results.Clear();

    /// <inheritdoc/>
    protected internal override void AfterBatch(TrainingContext context)
    {
        if (context.Step % _every != 0)
            return;
        Evaluation result = context.Model.Evaluate(_data);
        _results.Add((context.Step, result));
        if (_then is not null)
            _then(context, result);
        else
            context.Say($"Step {context.Step} · {result}");
    }
}
