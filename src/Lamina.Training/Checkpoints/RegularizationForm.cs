using System.Text.Json.Nodes;
using Lamina.NN;

namespace Lamina.Training;

/// <summary>Penalties and constraints of parameters by their key, and penalties of layers' outputs by the layer's path. Those of one's own are left out.</summary>
internal static class RegularizationForm
{
    const string List = "regularization", Name = "name", Penalty = "regularizer", Limit = "constraint", Activity = "activity_regularizer";

    public static JsonArray Write(Module module)
    {
        JsonArray list = [];
        foreach ((string name, Parameter parameter) in module.NamedParameters())
        {
            if ((Json(parameter.Regularizer), Json(parameter.Constraint)) is var (penalty, limit) && (penalty ?? limit) is not null)
                list.Add((JsonNode)new JsonObject { [Name] = name, [Penalty] = penalty, [Limit] = limit });
        }

        foreach ((string path, Module layer) in module.NamedModules())
        {
            if (layer is IActivityRegularized { ActivityRegularizer: { } regularizer } && Json(regularizer) is { } json)
                list.Add((JsonNode)new JsonObject { [Name] = path, [Activity] = json });
        }

        return list;
    }

    /// <summary>Sets them on a network that was made as the file says. Files of earlier versions have none.</summary>
    public static void Read(Described description, Module module)
    {
        if (!description.Has(List))
            return;
        Dictionary<string, Parameter> parameters = module.NamedParameters().ToDictionary(entry => entry.Name, entry => entry.Parameter);

        // A layer of Keras' names and the one behind it have one path; it is the first that is penalized.
        Dictionary<string, IActivityRegularized> layers = [];
        foreach ((string path, Module layer) in module.NamedModules())
        {
            if (layer is IActivityRegularized penalized)
                layers.TryAdd(path, penalized);
        }

        foreach (Described entry in description.Objects(List))
        {
            string name = entry.Text(Name);
            try
            {
                if (entry.Has(Activity))
                    (layers.GetValueOrDefault(name) ?? throw entry.Fault($"'{name}' is no layer whose output can be penalized")).ActivityRegularizer = Regularizer(entry.Object(Activity));
                else if (!parameters.TryGetValue(name, out Parameter? parameter))
                    throw entry.Fault($"the network has no parameter '{name}'");
                else
                    (parameter.Regularizer, parameter.Constraint) = (entry.Has(Penalty) ? Regularizer(entry.Object(Penalty)) : null, entry.Has(Limit) ? Constraint(entry.Object(Limit)) : null);
            }
            catch (ArgumentException error)
            {
                throw entry.Fault(error.Message.ReplaceLineEndings(" ").TrimEnd('.'), error);
            }
        }
    }

    static JsonObject? Json(Regularizer? regularizer) => regularizer switch
    {
        L1L2Regularizer x => new() { ["kind"] = "L1L2", ["l1"] = x.L1Factor, ["l2"] = x.L2Factor },
        OrthogonalRegularizer x => new() { ["kind"] = "Orthogonal", ["factor"] = x.Strength, ["mode"] = x.Mode.ToString() },
        _ => null,
    };

    static JsonObject? Json(Constraint? constraint) => constraint switch
    {
        NonNegativeConstraint => new() { ["kind"] = "NonNegative" },
        NormConstraint x => new()
        {
            ["kind"] = x.Name,
            ["min"] = x.Min,
            ["max"] = Numbers.Json(x.Max),
            ["rate"] = x.Rate,
            ["axes"] = x.Axes is null ? null : new JsonArray([.. x.Axes.Select(axis => (JsonNode?)axis)]),
        },
        _ => null,
    };

    static Regularizer Regularizer(Described a) => a.Text("kind") switch
    {
        "L1L2" => NN.Regularizer.L1L2(a.Double("l1"), a.Double("l2")),
        "Orthogonal" => NN.Regularizer.Orthogonal(a.Double("factor"), a.Text("mode") == nameof(OrthogonalMode.Columns) ? OrthogonalMode.Columns : OrthogonalMode.Rows),
        string kind => throw a.Fault($"'{kind}' is no penalty that this version of Lamina knows"),
    };

    static Constraint Constraint(Described a) => a.Text("kind") switch
    {
        "NonNegative" => NN.Constraint.NonNegative(),
        string kind and ("MaxNorm" or "MinMaxNorm" or "UnitNorm") =>
            new NormConstraint(kind, a.Double("min"), a.Double("max"), a.Double("rate"), a.Has("axes") ? [.. a.Longs("axes").Select(axis => axis is >= -64 and < 64 ? (int)axis : throw a.Fault($"{axis} is no axis"))] : null),
        string kind => throw a.Fault($"'{kind}' is no constraint that this version of Lamina knows"),
    };
}
