using System.Text.Json.Nodes;
using Lamina.NN;

namespace Lamina.Training;

/// <summary>What is put on a layer's weights, in files: an entry beside the layer's own arguments.</summary>
internal static class ParametrizationForms
{
    const string Key = "parametrizations", Weight = "weight_norm", Spectral = "spectral_norm";

    /// <summary>Adds the entry, if there is anything to say.</summary>
    public static void Write(Module layer, JsonObject description)
    {
        JsonArray all = [];
        foreach ((string path, Module part) in layer.NamedModules())
        {
            foreach (Parametrization parametrization in part.Parametrizations)
            {
                string name = path.Length == 0 ? parametrization.Name : $"{path}.{parametrization.Name}";
                all.Add((JsonNode)(parametrization switch
                {
                    WeightNorm x => new JsonObject { ["kind"] = Weight, ["name"] = name, ["axis"] = x.Axis },
                    SpectralNorm x => new JsonObject { ["kind"] = Spectral, ["name"] = name, ["iterations"] = x.Iterations, ["epsilon"] = Numbers.Json(x.Epsilon), ["axis"] = x.Axis },
                    _ => throw new InvalidOperationException($"{parametrization.GetType().Name} has no form in files."),
                }));
            }
        }

        if (all.Count > 0)
            description[Key] = all;
    }

    /// <summary>Puts on a layer what the file says.</summary>
    public static void Apply(Module layer, Described description)
    {
        if (!description.Has(Key))
            return;
        foreach (Described entry in description.Objects(Key))
        {
            string name = entry.Text("name"), kind = entry.Text("kind");
            switch (kind)
            {
                case Weight:
                    WeightNorm.Apply(layer, name, entry.Has("axis") ? entry.Int("axis") : null);
                    break;
                case Spectral:
                    SpectralNorm.Apply(layer, name, entry.Int("iterations", 1), entry.Double("epsilon"), entry.Int("axis"));
                    break;
                default:
                    throw entry.Fault($"'{kind}' is no parametrization that this version of Lamina knows");
            }
        }
    }
}
