using System.Text.Json.Nodes;
using Lamina.Formats;
using Lamina.NN;

namespace Lamina.Training;

/// <summary>A network as data, over the layers of <see cref="LayerForms"/> and <see cref="Sequential"/>. No type is made by a name from a file.</summary>
internal static class Architecture
{
    const string Kind = "layer", Custom = "custom", Shared = "shared", Chain = "Sequential";

    /// <summary>The description. Classes that are not Lamina's own stand as custom, by their name for people.</summary>
    public static JsonObject Write(Module module) => Write(module, "", new Dictionary<Module, string>(ReferenceEqualityComparer.Instance));

    /// <summary>Makes the network, with weights that are still to be loaded.</summary>
    /// <exception cref="FileFormatException">The description is damaged, or a layer is not Lamina's own.</exception>
    public static Module<Tensor, Tensor> Make(Described description) => Make(description, "", []);

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

        if (LayerForms.Of(module.GetType()) is not { } form)
            return new JsonObject { [Kind] = Custom, ["class"] = module.GetType().Name };
        JsonObject result = new() { [Kind] = form.Name };
        foreach ((string name, JsonNode? value) in form.Write(module).ToArray())
            result[name] = value?.DeepClone();
        return result;
    }

    static Module<Tensor, Tensor> Make(Described description, string path, Dictionary<string, Module<Tensor, Tensor>> known)
    {
        string kind = description.Text(Kind);
        Module<Tensor, Tensor> made;
        switch (kind)
        {
            case Custom:
                throw new FileFormatException(description.File, null, $"the network is, or holds at '{path}', the class '{description.Text("class")}', which is not one of Lamina's own, and no type is made by a name from a file.",
                    "Make the network and load into it: `Model.Load(path, new YourModule())`.");
            case Shared:
                string first = description.Text("path");
                return known.TryGetValue(first, out Module<Tensor, Tensor>? shared) ? shared : throw description.Fault($"no layer stands at '{first}' before");
            case Chain:
                made = new Sequential(description.Objects("modules").Select((part, i) => Make(part, Below(path, i), known)));
                break;
            default:
                made = MakeLayer(description, kind);
                break;
        }

        known[path] = made;
        return made;
    }

    static Module<Tensor, Tensor> MakeLayer(Described description, string kind)
    {
        if (LayerForms.Of(kind) is not { } form)
            throw description.Fault($"'{kind}' is no layer that this version of Lamina knows");
        try
        {
            return form.Make(description);
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

    static string Below(string path, int index) => path.Length == 0 ? $"{index}" : $"{path}.{index}";
}
