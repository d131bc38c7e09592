using System.Text.Json.Nodes;
using Lamina.Formats;
using Lamina.Keras;
using Lamina.NN;

namespace Lamina.Training;

/// <summary>
/// A network as data, over the layers of <see cref="LayerForms"/>, <see cref="Sequential"/> and <see cref="Functional"/>. No type is made by a name from a file.
/// </summary>
internal static class Architecture
{
    const string Kind = "layer", Custom = "custom", Shared = "shared", Chain = "Sequential", Graph = "Functional";

    /// <summary>The description. Classes that are not Lamina's own stand as custom, by their name for people.</summary>
    public static JsonObject Write(Module module) => Write(module, "", new Dictionary<Module, string>(ReferenceEqualityComparer.Instance));

    /// <summary>Makes the network, with weights that are still to be loaded.</summary>
    /// <exception cref="FileFormatException">The description is damaged, or a layer is not Lamina's own.</exception>
    public static Module<Tensor, Tensor> Make(Described description) => OfOneTensor(Make(description, "", []), description);

    static JsonObject Write(Module module, string path, Dictionary<Module, string> known)
    {
        if (known.TryGetValue(module, out string? first))
            return new JsonObject { [Kind] = Shared, ["path"] = first };
        known.Add(module, path);
        if (module is Sequential chain)
        {
            JsonArray parts = [];
            for (int i = 0; i < chain.Count; i++)
                parts.Add((JsonNode)Write(chain[i], Below(path, i), known));
            return new JsonObject { [Kind] = Chain, ["modules"] = parts };
        }

        if (module is Functional graph)
        {
            JsonArray layers = [];
            for (int i = 0; i < graph.Layers.Count; i++)
                layers.Add((JsonNode)Write(graph.Layers[i], Below(path, i), known));
            JsonObject described = FunctionalForm.Write(graph);
            described.Insert(0, Kind, Graph);
            described["layers"] = layers;
            return described;
        }

        if (LayerForms.Of(module.GetType()) is not { } form)
            return new JsonObject { [Kind] = Custom, ["class"] = module.GetType().Name };
        JsonObject result = new() { [Kind] = form.Name };
        foreach ((string name, JsonNode? value) in form.Write(module).ToArray())
            result[name] = value?.DeepClone();
        ParametrizationForms.Write(module, result);
        return result;
    }

    static Module Make(Described description, string path, Dictionary<string, Module> known)
    {
        string kind = description.Text(Kind);
        Module made;
        switch (kind)
        {
            case Custom:
                throw new FileFormatException(description.File, null, $"the network is, or holds at '{path}', the class '{description.Text("class")}', which is not one of Lamina's own, and no type is made by a name from a file.",
                    "Make the network and load into it: `Model.Load(path, new YourModule())`.");
            case Shared:
                string first = description.Text("path");
                return known.TryGetValue(first, out Module? shared) ? shared : throw description.Fault($"no layer stands at '{first}' before");
            case Chain:
                made = new Sequential(description.Objects("modules").Select((part, i) => OfOneTensor(Make(part, Below(path, i), known), part)));
                break;
            case Graph:
                Module[] layers = [.. description.Objects("layers").Select((part, i) => Make(part, Below(path, i), known))];
                made = Checked(description, () => FunctionalForm.Make(description, layers));
                break;
            default:
                made = MakeLayer(description, kind);
                break;
        }

        known[path] = made;
        return made;
    }

    static Module MakeLayer(Described description, string kind)
    {
        if (LayerForms.Of(kind) is not { } form)
            throw description.Fault($"'{kind}' is no layer that this version of Lamina knows");
        return Checked(description, () =>
        {
            Module layer = form.Make(description);
            ParametrizationForms.Apply(layer, description);
            return layer;
        });
    }

    // What a layer refuses is a fault of the file.
    static Module Checked(Described description, Func<Module> make)
    {
        try
        {
            return make();
        }
        catch (LaminaException error) when (error is not FileFormatException)
        {
            throw description.Fault(error.Message.TrimEnd('.'), error);
        }
        catch (ArgumentException error)
        {
            throw description.Fault(error.Message.TrimEnd('.'), error);
        }
    }

    static Module<Tensor, Tensor> OfOneTensor(Module module, Described description) => module as Module<Tensor, Tensor>
        ?? throw description.Fault($"a {module.GetType().Name} does not take one tensor, as is wanted here");

    static string Below(string path, int index) => path.Length == 0 ? $"{index}" : $"{path}.{index}";
}
