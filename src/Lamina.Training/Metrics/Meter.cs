namespace Lamina.Training;

/// <summary>The sums of the loss and of all metrics since the last reset. Adding to them is made of ops alone.</summary>
internal sealed class Meter(IReadOnlyList<Metric> metrics)
{
    const string LossName = "loss";

    readonly Tensor _loss = Number(), _samples = Number();
    readonly Tensor[]?[] _sums = new Tensor[]?[metrics.Count];

    /// <summary>The names, the loss first.</summary>
    public IReadOnlyList<string> Names { get; } = [LossName, .. metrics.Select(metric => metric.Name)];

    /// <summary>Adds a batch. Gradients are to be off.</summary>
    public void Add(Tensor loss, Tensor prediction, Tensor target)
    {
        long samples = prediction.Rank == 0 ? 1 : prediction.Shape[0];
        _loss.AddInPlace(loss.Reshape(Shape.Empty).To(DType.Float64) * samples);
        _samples.AddInPlace(samples);
        for (int i = 0; i < metrics.Count; i++)
        {
            IReadOnlyList<Tensor> sums = metrics[i].Sums(prediction, target);
            Tensor[] totals = _sums[i] ??= [.. sums.Select(_ => Number())];
            for (int k = 0; k < totals.Length; k++)
                totals[k].AddInPlace(sums[k].Reshape(Shape.Empty).To(DType.Float64));
        }
    }

    public void Reset()
    {
        foreach (Tensor sum in (IEnumerable<Tensor>)[_loss, _samples, .. _sums.SelectMany(sums => sums ?? [])])
            sum.Fill<double>([0]);
    }

    /// <summary>Reads everything to the host: loss and metrics by name, each under the prefix.</summary>
    public OrderedDictionary<string, double> Read(string prefix = "")
    {
        OrderedDictionary<string, double> values = new() { [prefix + LossName] = _loss.ToDouble() / _samples.ToDouble() };
        for (int i = 0; i < metrics.Count; i++)
        {
            if (_sums[i] is { } sums)
                values[prefix + metrics[i].Name] = metrics[i].Result([.. sums.Select(sum => sum.ToDouble())]);
        }

        return values;
    }

    // Made by a host write, which a recorded step does not repeat.
    static Tensor Number() => Tensor.From<double>([0], []);
}
