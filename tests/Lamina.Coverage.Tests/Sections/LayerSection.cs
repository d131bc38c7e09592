using Lamina.Coverage.Tests.Names;
using Lamina.Coverage.Tests.Specimens;
using Lamina.Keras;
using Lamina.NN;
using Lamina.TestKit.LayerCases;

namespace Lamina.Coverage.Tests.Sections;

/// <summary>The layers of Lamina.NN, activations among them.</summary>
static class LayerSection
{
    const string Torch = "torch.nn", Layers = "keras.layers", Functions = "keras.activations";

    public static IEnumerable<string> Lines
    {
        get
        {
            Table table = new("layer", "PyTorch", "Keras", "front for Keras", "golden", "exported", "saved");
            HashSet<string> kinds = [.. LayerGoldens.AllKinds], torch = [], keras = [];
            int refused = 0;
            foreach (Type layer in Inventory.Layers)
            {
                Specimen specimen = LayerSpecimens.All.SingleOrDefault(candidate => candidate.Type == layer)
                    ?? throw new InvalidOperationException($"{layer.Name} has no specimen: add a line to {nameof(LayerSpecimens)}.");
                string exported = specimen.Refusal is { } what ? $"no: {what}" : "yes";
                refused += exported == "yes" ? 0 : 1;
                string? theirs = ReferenceNames.Find(layer.Name, "", Torch, "torch.nn.parametrizations", "torchvision.ops"), other = ReferenceNames.Find(layer.Name, "", Layers, Functions);
                torch.Add(theirs ?? "");
                keras.Add(other ?? "");
                bool golden = kinds.Contains(theirs ?? layer.Name);
                table.Add(layer.Name, theirs ?? Table.None, other ?? Table.None, Front(layer, other), Table.YesNo(golden), exported, Table.YesNo(specimen.IsSaved));
            }

            return
            [
                "## Layers", "",
                $"{table.Count} public classes of `Lamina.NN`, activations among them; {table.Count - refused} are exported. In the column of the front: the class of `Lamina.Keras`, or the name for the argument `activation`; *itself* where the layer has Keras' name.", "",
                .. table.Lines, .. ReferenceNames.Rest(Torch, torch), .. ReferenceNames.Rest(Functions, keras.Concat(Enum.GetNames<Activation>().Select(name => ReferenceNames.Find(name, "", Functions) ?? ""))),
            ];
        }
    }

    static string Front(Type layer, string? keras)
    {
        if (keras is null)
            return Table.None;
        if (Inventory.KerasLayers.Any(type => type.Name == keras))
            return keras;
        if (layer.Name == keras)
            return "itself";
        return Enum.GetNames<Activation>().FirstOrDefault(name => name == layer.Name || ReferenceNames.Find(name, "", Functions) == keras) is { } function ? $"Activation.{function}" : Table.None;
    }
}
