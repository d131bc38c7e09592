using System.Text.Json.Nodes;

namespace Lamina.Training;

/// <summary>Losses in files: Lamina's own, by name and arguments.</summary>
internal static class LossForms
{
    /// <summary>The description; null for a loss that is not Lamina's own.</summary>
    public static JsonObject? Write(LossFunction loss) => null;

    public static LossFunction Make(Described description) => throw description.Fault($"'{description.Text("kind")}' is no loss that this version of Lamina knows");
}
