using Lamina.Data;

namespace Lamina.Training;

/// <summary>Validates every so many steps, for epochs that are long. Validation at the end of an epoch is <c>Fit</c>'s own.</summary>
public sealed class StepValidation : Callback
{
    const string Steps = "steps", ValuesPrefix = "values.";

    readonly IDataset _data;
    readonly long _every;
    readonly Action<TrainingContext, Evaluation>? _then;
    readonly List<(long Step, Evaluation Evaluation)> _results = [];
    IReadOnlyList<Metric> _metrics = [];

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
    protected internal override void BeforeFit(TrainingContext context)
    {
        _results.Clear();
        _metrics = context.Model.Metrics;
    }

    /// <inheritdoc/>
    protected internal override OrderedDictionary<string, Tensor> StateDict()
    {
        if (_results.Count == 0)
            return [];
        OrderedDictionary<string, Tensor> state = new() { [Steps] = Tensor.From<long>([.. _results.Select(result => result.Step)], [_results.Count]) };
        IReadOnlyList<KeyValuePair<string, double>> names = _results[0].Evaluation.Values;
        for (int i = 0; i < names.Count; i++)
            state.Add($"{ValuesPrefix}{i:000}.{names[i].Key}", Tensor.From<double>([.. _results.Select(result => result.Evaluation[i])], [_results.Count]));
        return state;
    }

    /// <inheritdoc/>
    protected internal override void LoadStateDict(IReadOnlyDictionary<string, Tensor> state)
    {
        long[] steps = state[Steps].ToArray<long>();
        (string Name, double[] Values)[] columns =
        [
            .. state.Where(pair => pair.Key.StartsWith(ValuesPrefix, StringComparison.Ordinal)).OrderBy(pair => pair.Key, StringComparer.Ordinal)
                .Select(pair => (pair.Key[(ValuesPrefix.Length + 4)..], pair.Value.ToArray<double>())),
        ];
        for (int i = 0; i < steps.Length; i++)
        {
            OrderedDictionary<string, double> values = [];
            foreach ((string name, double[] column) in columns)
                values[name] = column[i];
            _results.Add((steps[i], new Evaluation(values, _metrics)));
        }
    }

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
