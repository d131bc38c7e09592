using System.Text.Json.Nodes;
using Lamina.NN;

namespace Lamina.Training;

/// <summary>The optimizers that a file may name, and no others. Adding an optimizer to Lamina is adding a line here.</summary>
internal static class OptimizerForms
{
    static readonly OptimizerForm[] All =
    [
        new OptimizerForm<SgdSettings>("Sgd", typeof(Sgd), Write,
            a => new SgdSettings(a.Double("learning_rate"), a.Double("momentum"), a.Double("dampening"), a.Bool("nesterov"), a.Double("weight_decay")),
            s => new Sgd(s.LearningRate, s.Momentum, s.Dampening, s.Nesterov, s.WeightDecay)),
        new OptimizerForm<AdamSettings>("Adam", typeof(Adam), Write, ReadAdam, s => new Adam(s.LearningRate, s.Beta1, s.Beta2, s.Epsilon, s.WeightDecay, s.AmsGrad)),
        new OptimizerForm<AdamSettings>("AdamW", typeof(AdamW), Write, ReadAdam, s => new AdamW(s.LearningRate, s.Beta1, s.Beta2, s.Epsilon, s.WeightDecay, s.AmsGrad)),
        new OptimizerForm<RmsPropSettings>("RmsProp", typeof(RmsProp), Write,
            a => new RmsPropSettings(a.Double("learning_rate"), a.Double("alpha"), a.Double("epsilon"), a.Bool("centered"), a.Double("momentum"), a.Double("weight_decay")),
            s => new RmsProp(s.LearningRate, s.Alpha, s.Epsilon, s.Centered, s.Momentum, s.WeightDecay)),
        new OptimizerForm<AdagradSettings>("Adagrad", typeof(Adagrad), Write,
            a => new AdagradSettings(a.Double("learning_rate"), a.Double("learning_rate_decay"), a.Double("weight_decay"), a.Double("initial_accumulator"), a.Double("epsilon")),
            s => new Adagrad(s.LearningRate, s.LearningRateDecay, s.WeightDecay, s.InitialAccumulator, s.Epsilon)),
    ];

    /// <summary>The description of an optimizer, its groups by the keys of their parameters; null if it is not Lamina's own.</summary>
    public static JsonObject? Write(Optimizer optimizer, Module module)
    {
        if (Array.Find(All, form => form.Type == optimizer.GetType()) is not { } form)
            return null;
        Dictionary<Parameter, string> keys = new(ReferenceEqualityComparer.Instance);
        foreach ((string name, Parameter parameter) in module.NamedParameters())
            keys[parameter] = name;
        JsonArray groups = [];
        foreach (ParameterGroup group in optimizer.Groups)
        {
            if (!group.Parameters.All(keys.ContainsKey))
                return null;
            groups.Add((JsonNode)new JsonObject { ["settings"] = form.Write(group.Settings), ["parameters"] = Numbers.Json(group.Parameters.Select(parameter => keys[parameter])) });
        }

        return groups.Count == 0 ? null : new JsonObject { ["kind"] = form.Name, ["groups"] = groups };
    }

    /// <summary>Makes the optimizer over the parameters of a module.</summary>
    public static Optimizer Make(Described description, Module module)
    {
        string kind = description.Text("kind");
        OptimizerForm form = Array.Find(All, form => form.Name == kind) ?? throw description.Fault($"'{kind}' is no optimizer that this version of Lamina knows");
        Dictionary<string, Parameter> parameters = module.NamedParameters().ToDictionary(entry => entry.Name, entry => entry.Parameter);
        List<(Described, Parameter[])> groups = [];
        foreach (Described group in description.Objects("groups"))
        {
            groups.Add((group.Object("settings"), [.. group.Texts("parameters").Select(key => parameters.TryGetValue(key, out Parameter? parameter)
                ? parameter
                : throw group.Fault($"the network has no parameter '{key}'"))]));
        }

        return groups.Count == 0 ? throw description.Fault("it has no groups") : form.Make(groups);
    }

    static AdamSettings ReadAdam(Described a) =>
        new(a.Double("learning_rate"), a.Double("beta1"), a.Double("beta2"), a.Double("epsilon"), a.Double("weight_decay"), a.Bool("ams_grad"));

    static JsonObject Write(AdamSettings s) => new()
    {
        ["learning_rate"] = s.LearningRate,
        ["beta1"] = s.Beta1,
        ["beta2"] = s.Beta2,
        ["epsilon"] = s.Epsilon,
        ["weight_decay"] = s.WeightDecay,
        ["ams_grad"] = s.AmsGrad,
    };

    static JsonObject Write(SgdSettings s) => new()
    {
        ["learning_rate"] = s.LearningRate,
        ["momentum"] = s.Momentum,
        ["dampening"] = s.Dampening,
        ["nesterov"] = s.Nesterov,
        ["weight_decay"] = s.WeightDecay,
    };

    static JsonObject Write(RmsPropSettings s) => new()
    {
        ["learning_rate"] = s.LearningRate,
        ["alpha"] = s.Alpha,
        ["epsilon"] = s.Epsilon,
        ["centered"] = s.Centered,
        ["momentum"] = s.Momentum,
        ["weight_decay"] = s.WeightDecay,
    };

    static JsonObject Write(AdagradSettings s) => new()
    {
        ["learning_rate"] = s.LearningRate,
        ["learning_rate_decay"] = s.LearningRateDecay,
        ["weight_decay"] = s.WeightDecay,
        ["initial_accumulator"] = s.InitialAccumulator,
        ["epsilon"] = s.Epsilon,
    };
}
