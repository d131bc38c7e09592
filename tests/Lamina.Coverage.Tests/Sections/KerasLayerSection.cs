using Lamina.Coverage.Tests.Names;
using Lamina.Coverage.Tests.Specimens;

namespace Lamina.Coverage.Tests.Sections;

/// <summary>The layers of Lamina.Keras.</summary>
static class KerasLayerSection
{
    const string Keras = "keras.layers";

    public static IEnumerable<string> Lines
    {
        get
        {
            Table table = new("layer", "Keras", "exported", "saved");
            HashSet<string> found = [];
            int refused = 0;
            foreach (Type layer in Inventory.KerasLayers)
            {
                Specimen specimen = KerasSpecimens.All.SingleOrDefault(candidate => candidate.Type == layer)
                    ?? throw new InvalidOperationException($"{layer.Name} has no specimen: add a line to {nameof(KerasSpecimens)}.");
                string exported = specimen.Refusal is { } what ? $"no: {what}" : "yes";
                refused += exported == "yes" ? 0 : 1;
                string? theirs = ReferenceNames.Find(layer.Name, "", Keras);
                found.Add(theirs ?? "");
                table.Add(layer.Name, theirs ?? Table.None, exported, Table.YesNo(specimen.IsSaved));
            }

            found.UnionWith(Inventory.Layers.Select(layer => ReferenceNames.Find(layer.Name, "", Keras) ?? ""));
            return ["## Layers by Keras' names", "", $"{table.Count} public classes of `Lamina.Keras`: fronts for layers of `Lamina.NN`, and what Keras alone has. {table.Count - refused} of them are exported.", "", .. table.Lines, .. ReferenceNames.Rest(Keras, found)];
        }
    }
}
