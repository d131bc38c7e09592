using Lamina.Formats;
using Lamina.NN;
using Lamina.Training;

namespace Lamina.Recipes;

/// <summary>After each epoch writes the last weights of a run, the gradients of its last step, and the best weights by a metric of the validation part.</summary>
internal sealed class WeightFiles(RunFolder folder, string monitor, MetricDirection direction) : Callback
{
    // The value, negated where smaller is better.
    double _best = double.NegativeInfinity;

    protected override OrderedDictionary<string, Tensor> StateDict() => new() { ["best"] = Tensor.From<double>([_best], []) };

    protected override void LoadStateDict(IReadOnlyDictionary<string, Tensor> state) => _best = state["best"].ToDouble();

    protected override void AfterEpoch(TrainingContext context)
    {
        Safetensors.Save(folder.LastWeights, context.Model.Module.StateDict());
        Safetensors.Save(folder.LastGradients, GradientsOf(context.Model.Module));
        double value = direction == MetricDirection.Higher ? context.Logs[monitor] : -context.Logs[monitor];
        if (!(value > _best))
            return;
        _best = value;
        using IDisposable? measured = context.Model.ApplyAverage();
        Safetensors.Save(folder.BestWeights, context.Model.Module.StateDict());
    }

    // By the keys of their parameters; one that has none is left out.
    static OrderedDictionary<string, Tensor> GradientsOf(Module network)
    {
        OrderedDictionary<string, Tensor> gradients = [];
        foreach ((string name, Parameter parameter) in network.NamedParameters())
        {
            if (parameter.Grad is { } gradient)
                gradients.Add(name, gradient);
        }

        return gradients;
    }
}
