using Lamina.NN;

namespace Lamina.Training;

/// <summary>The losses of a model of several outputs, which are weighted and added.</summary>
internal sealed record OutputLosses : Loss
{
    public OutputLosses(IReadOnlyList<OutputLoss> outputs)
        : base(Reduction.Mean)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        if (outputs.Count == 0)
            throw new ArgumentException("A model has at least one output: give `Compile` a loss for each.", nameof(outputs));
        for (int i = 0; i < outputs.Count; i++)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(outputs[i].Name, nameof(outputs));
            ArgumentNullException.ThrowIfNull(outputs[i].Loss, nameof(outputs));
            if (outputs.Take(i).Any(other => other.Name == outputs[i].Name))
                throw new ArgumentException($"Two outputs are called '{outputs[i].Name}'; each needs a name of its own.", nameof(outputs));
            if (!(outputs[i].Weight >= 0 && double.IsFinite(outputs[i].Weight)))
                throw new ArgumentException($"The weight of the output '{outputs[i].Name}' is {outputs[i].Weight}; a weight is 0 or more.", nameof(outputs));
        }

        Outputs = outputs;
    }

    public IReadOnlyList<OutputLoss> Outputs { get; }

    public override string Name => "losses of outputs";

    public IReadOnlyList<Metric> Metrics => [.. Outputs.SelectMany((output, i) => output.Metrics.Select(metric => new OutputMetric(i, output.Name, metric.For(output.Loss))))];

    public override Tensor Forward(Tensor prediction, Tensor target) =>
        throw new InvalidOperationException("A model of several outputs has a loss for each: call that of the output.");
}
