namespace Lamina.Training;

/// <summary>The sums of the loss and the states of all metrics since the last reset.</summary>
internal sealed class Meter(IReadOnlyList<Metric> metrics)
{
    const string LossName = "loss", SamplesName = "samples";

    readonly Tensor _loss = Number(), _samples = Number();
    readonly MetricState<Tensor, Tensor>[] _states = [.. metrics.Select(metric => metric.NewState())];

    /// <summary>Adds a batch. Gradients are to be off.</summary>
    public void Add(Tensor loss, Tensor prediction, Tensor target)
    {
        long samples = prediction.Rank == 0 ? 1 : prediction.Shape[0];
        _loss.AddInPlace(loss.Reshape(Shape.Empty).To(DType.Float64) * samples);
        _samples.AddInPlace(samples);
        foreach (MetricState<Tensor, Tensor> state in _states)
            state.Update(prediction, target);
    }

    public void Reset()
    {
        _loss.Fill<double>([0]);
        _samples.Fill<double>([0]);
        foreach (MetricState<Tensor, Tensor> state in _states)
            state.Reset();
    }

    /// <summary>What was measured, to be written.</summary>
    public OrderedDictionary<string, Tensor> StateDict()
    {
        OrderedDictionary<string, Tensor> state = new() { [LossName] = _loss, [SamplesName] = _samples };
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
        foreach (MetricState<Tensor, Tensor> state in _states)
        {
            Tensor result = state.Result;
            double[] numbers = result.ToArray<double>();
            for (int i = 0; i < numbers.Length; i++)
                values[prefix + state.Metric.Name + Place(result.Shape, i)] = numbers[i];
        }

        return values;
    }

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
