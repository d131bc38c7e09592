using System.Text.Json.Nodes;
using Lamina.NN;

namespace Lamina.Training;

/// <summary>What accompanies an optimizer in a file: averages, the scaling of the loss, limits of gradients, short activations. Their tensors stand beside the optimizer's.</summary>
internal static class TrainingForms
{
    const string Average = "average", Scaler = "loss_scaler", Activations = "activations", ClipNorm = "clip_norm", ClipValue = "clip_value";

    static readonly DType[] Short = [DType.Float16, DType.BFloat16];

    public static void Write(Model model, JsonObject description, OrderedDictionary<string, Tensor> state)
    {
        if (model.Activations is { } activations)
            description[Activations] = activations.Name();
        if (model.ClipNorm is { } norm)
            description[ClipNorm] = Numbers.Json(norm);
        if (model.ClipValue is { } limit)
            description[ClipValue] = Numbers.Json(limit);
        if (model.Average is { } average)
        {
            description[Average] = new JsonObject { ["decay"] = average.Decay };
            Add(state, Average, average.StateDict());
        }

        if (model.LossScaler is { } scaler)
        {
            description[Scaler] = new JsonObject { ["growth"] = scaler.Growth, ["backoff"] = scaler.Backoff, ["interval"] = scaler.Interval };
            Add(state, Scaler, scaler.StateDict());
        }
    }

    public static void Read(Model model, Described description, IReadOnlyDictionary<string, Tensor> state)
    {
        if (description.Has(Activations))
        {
            string name = description.Text(Activations);
            int place = Array.FindIndex(Short, dtype => dtype.Name() == name);
            model.Activations = place >= 0 ? Short[place] : throw description.Fault($"activations are kept in float16 or bfloat16, not in '{name}'");
        }

        try
        {
            (model.ClipNorm, model.ClipValue) = (description.OptionalDouble(ClipNorm), description.OptionalDouble(ClipValue));
            if (description.Has(Average))
            {
                model.Average = MakeAverage(model, description);
                model.Average.LoadStateDict(Under(state, Average));
            }

            if (description.Has(Scaler))
            {
                Described scaler = description.Object(Scaler);
                model.LossScaler = new LossScaler(1, scaler.Double("growth"), scaler.Double("backoff"), scaler.Long("interval"));
                model.LossScaler.LoadStateDict(Under(state, Scaler));
            }
        }
        catch (ArgumentException error)
        {
            throw description.Fault(error.Message.ReplaceLineEndings(" ").TrimEnd('.'), error);
        }
    }

    /// <summary>Brings what a model has of these to where the file's were, in place. Averages that a callback would make at the beginning are made now.</summary>
    public static void Restore(Model model, Described description, IReadOnlyDictionary<string, Tensor> state)
    {
        if (description.Has(Average))
            model.Average ??= MakeAverage(model, description);
        if (model.Average is { } average)
            average.LoadStateDict(Under(state, Average));
        if (model.LossScaler is { } scaler)
            scaler.LoadStateDict(Under(state, Scaler));
    }

    static WeightAverage MakeAverage(Model model, Described description) =>
        description.Object(Average).OptionalDouble("decay") is { } decay ? WeightAverage.Exponential(model.Module, decay) : WeightAverage.Stochastic(model.Module);

    static void Add(OrderedDictionary<string, Tensor> state, string prefix, OrderedDictionary<string, Tensor> own)
    {
        foreach ((string key, Tensor tensor) in own)
            state.Add($"{prefix}.{key}", tensor);
    }

    static Dictionary<string, Tensor> Under(IReadOnlyDictionary<string, Tensor> state, string prefix) =>
        state.Where(pair => pair.Key.StartsWith(prefix + '.', StringComparison.Ordinal)).ToDictionary(pair => pair.Key[(prefix.Length + 1)..], pair => pair.Value);
}
