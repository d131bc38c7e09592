namespace Lamina.Training;

/// <summary>The sums of the loss and the states of all metrics since the last reset.</summary>
/// <param name="metrics">What is measured besides the loss.</param>
/// <param name="outputs">The names of a model's outputs, each of which has a loss; none of a model of one.</param>
internal sealed class Meter(IReadOnlyList<Metric> metrics, IReadOnlyList<string> outputs)
{
    const string LossName = "loss", SamplesName = "samples", OutputsName = "outputs", OutputSamplesName = "output_samples";

    readonly Tensor _loss = Number(), _samples = Number(), _outputSamples = Number();
    readonly Tensor[] _outputs = [.. outputs.Select(_ => Number())];
    readonly MetricState<Tensor, Tensor>[] _states = [.. metrics.Select(metric => metric.NewState())];

    /// <summary>Adds a batch. Gradients are to be off.</summary>
    public void Add(StepOutcome outcome, BatchParts batch)
    {
        long samples = outcome.Predictions is [var first, ..] ? (first.Rank == 0 ? 1 : first.Shape[0]) : batch.Samples;
        Add(_loss, outcome.Loss, samples);
        _samples.AddInPlace(samples);
        for (int i = 0; i < outcome.Losses.Count; i++)
            Add(_outputs[i], outcome.Losses[i], samples);
        if (outcome.Losses.Count > 0)
            _outputSamples.AddInPlace(samples);
        foreach ((Metric metric, MetricState<Tensor, Tensor> state) in metrics.Zip(_states))
        {
            int output = metric is OutputMetric { Output: var place } ? place : 0;
            state.Update(outcome.Predictions[output].Detach(), outputs.Count > 0 ? batch.Targets[output] : batch.Target, metric.IsWeighted ? batch.Weights : null);
        }
    }

    public void Reset()
    {
        _loss.Fill<double>([0]);
        _samples.Fill<double>([0]);
        _outputSamples.Fill<double>([0]);
        foreach (Tensor loss in _outputs)
            loss.Fill<double>([0]);
        foreach (MetricState<Tensor, Tensor> state in _states)
            state.Reset();
    }

    /// <summary>What was measured, to be written.</summary>
    public OrderedDictionary<string, Tensor> StateDict()
    {
        OrderedDictionary<string, Tensor> state = new() { [LossName] = _loss, [SamplesName] = _samples };
        if (_outputs.Length > 0)
            state.Add(OutputSamplesName, _outputSamples);
        for (int i = 0; i < _outputs.Length; i++)
            state.Add($"{OutputsName}.{i}", _outputs[i]);
        for (int i = 0; i < _states.Length; i++)
        {
            IReadOnlyList<Tensor> parts = _states[i].Parts;
            for (int j = 0; j < parts.Count; j++)
                state.Add($"{i}.{j}", parts[j]);
        }

        return state;
    }

    /// <summary>Takes over what <see cref="StateDict"/> gave for the same metrics.</summary>
    public void LoadStateDict(IReadOnlyDictionary<string, Tensor> state)
    {
        _loss.Fill<double>([state[LossName].ToDouble()]);
        _samples.Fill<double>([state[SamplesName].ToDouble()]);
        if (_outputs.Length > 0)
            _outputSamples.Fill<double>([state[OutputSamplesName].ToDouble()]);
        for (int i = 0; i < _outputs.Length; i++)
            _outputs[i].Fill<double>([state[$"{OutputsName}.{i}"].ToDouble()]);
        for (int i = 0; i < _states.Length; i++)
        {
            List<Tensor> parts = [];
            while (state.TryGetValue($"{i}.{parts.Count}", out Tensor? part))
                parts.Add(part);
            _states[i].Restore(parts);
        }
    }

    /// <summary>
    /// Reads everything to the host: loss and metrics by name, each under the prefix. A metric of several numbers has each of them,
    /// under its name and place: <c>recall_0</c>, <c>confusion_matrix_0_1</c>.
    /// </summary>
    public OrderedDictionary<string, double> Read(string prefix = "")
    {
        OrderedDictionary<string, double> values = new() { [prefix + LossName] = _loss.ToDouble() / _samples.ToDouble() };
        double samples = _outputSamples.ToDouble();
        for (int i = 0; i < _outputs.Length && samples > 0; i++)
            values[$"{prefix}{outputs[i]}_{LossName}"] = _outputs[i].ToDouble() / samples;
        foreach (MetricState<Tensor, Tensor> state in _states)
        {
            Tensor result = state.Result;
            double[] numbers = result.ToArray<double>();
            for (int i = 0; i < numbers.Length; i++)
                values[prefix + state.Metric.Name + Place(result.Shape, i)] = numbers[i];
        }

        return values;
    }

    static void Add(Tensor sum, Tensor loss, long samples) => sum.AddInPlace(loss.Detach().Reshape(Shape.Empty).To(DType.Float64) * samples);

    static string Place(Shape shape, long element)
    {
        string place = "";
        for (int axis = shape.Rank - 1; axis >= 0; axis--)
        {
            place = $"_{element % shape[axis]}{place}";
            element /= shape[axis];
        }

        return place;
    }

    // Made by a host write, which a recorded step does not repeat.
    static Tensor Number() => Tensor.From<double>([0], []);
}
