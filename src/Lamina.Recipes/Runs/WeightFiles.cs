using Lamina.Formats;
using Lamina.Training;

namespace Lamina.Recipes;

/// <summary>After each epoch writes the last weights of a run, and the best by a metric of the validation part.</summary>
internal sealed class WeightFiles(RunFolder folder, string monitor) : Callback
{
    double _best = double.NegativeInfinity;

    protected override OrderedDictionary<string, Tensor> StateDict() => new() { ["best"] = Tensor.From<double>([_best], []) };

    protected override void LoadStateDict(IReadOnlyDictionary<string, Tensor> state) => _best = state["best"].ToDouble();

    protected override void AfterEpoch(TrainingContext context)
    {
        Safetensors.Save(folder.LastWeights, context.Model.Module.StateDict());
        double value = context.Logs[monitor];
        if (!(value > _best))
            return;
        _best = value;
        Safetensors.Save(folder.BestWeights, context.Model.Module.StateDict());
    }
}
