using System.Text.Json.Nodes;
using Lamina.NN;

namespace Lamina.Training;

/// <summary>The optimizers that a file may name, and no others. Adding an optimizer to Lamina is adding a line here.</summary>
internal static class OptimizerForms
{
    static readonly OptimizerForm[] All =
    [
        new OptimizerForm<Adadelta, AdadeltaSettings>("Adadelta"),
        new OptimizerForm<Adafactor, AdafactorSettings>("Adafactor"),
        new OptimizerForm<Adagrad, AdagradSettings>("Adagrad"),
        new OptimizerForm<Adam, AdamSettings>("Adam"),
        new OptimizerForm<AdamW, AdamSettings>("AdamW"),
        new OptimizerForm<AdamWScheduleFree, AdamWScheduleFreeSettings>("AdamWScheduleFree"),
        new OptimizerForm<Adamax, AdamaxSettings>("Adamax"),
        new OptimizerForm<Asgd, AsgdSettings>("Asgd"),
        new OptimizerForm<Ftrl, FtrlSettings>("Ftrl"),
        new OptimizerForm<Lamb, LambSettings>("Lamb"),
        new OptimizerForm<Lars, LarsSettings>("Lars"),
        new OptimizerForm<Lbfgs, LbfgsSettings>("Lbfgs"),
        new OptimizerForm<Lion, LionSettings>("Lion"),
        new OptimizerForm<Muon, MuonSettings>("Muon"),
        new OptimizerForm<NAdam, NAdamSettings>("NAdam"),
        new OptimizerForm<RAdam, RAdamSettings>("RAdam"),
        new OptimizerForm<RmsProp, RmsPropSettings>("RmsProp"),
        new OptimizerForm<Rprop, RpropSettings>("Rprop"),
        new OptimizerForm<Sgd, SgdSettings>("Sgd"),
        new OptimizerForm<SparseAdam, SparseAdamSettings>("SparseAdam"),
    ];

    /// <summary>The description of an optimizer, its groups by the keys of their parameters; null if it is not Lamina's own.</summary>
    public static JsonObject? Write(Optimizer optimizer, Module module)
    {
        if (optimizer is Lookahead outer)
        {
            return Write(outer.Inner, module) is { } inner
                ? new JsonObject { ["kind"] = nameof(Lookahead), ["steps"] = outer.Settings.Steps, ["share"] = outer.Settings.Share, ["inner"] = inner }
                : null;
        }

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
        if (kind == nameof(Lookahead))
            return MakeLookahead(description, module);
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

    static Lookahead MakeLookahead(Described description, Module module)
    {
        Optimizer inner = Make(description.Object("inner"), module);
        try
        {
            return new Lookahead(inner, description.Int("steps"), description.Double("share"));
        }
        catch (ArgumentException error)
        {
            throw description.Fault(error.Message.ReplaceLineEndings(" ").TrimEnd('.'), error);
        }
    }
}
