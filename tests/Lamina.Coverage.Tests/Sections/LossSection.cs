using System.Reflection;
using Lamina.Coverage.Tests.Names;
using Lamina.NN;
using Lamina.TestKit.Goldens;
using Lamina.Training;

namespace Lamina.Coverage.Tests.Sections;

/// <summary>The static functions of <see cref="Loss"/>.</summary>
static class LossSection
{
    const string Torch = "torch.nn.losses", Keras = "keras.losses";

    // Kinds of golden files that are called otherwise than the loss.
    static readonly Dictionary<string, string> Kinds = new() { ["HalfMeanSquaredError"] = "HalfMSELoss", ["BinaryFocalCrossEntropy"] = "BinaryFocal", ["CategoricalFocalCrossEntropy"] = "CategoricalFocal" };

    public static IEnumerable<string> Lines
    {
        get
        {
            Table table = new("loss", "PyTorch", "Keras", "golden", "in `Compile`", "saved");
            HashSet<string> kinds = [.. Golden.All("losses").Select(golden => golden.Kind)], torch = [], keras = [];
            foreach (IGrouping<string, MethodInfo> loss in Inventory.Losses)
            {
                string? theirs = ReferenceNames.Find(loss.Key, "Loss", Torch), other = ReferenceNames.Find(loss.Key, "", Keras);
                torch.Add(theirs ?? "");
                keras.Add(other ?? "");
                bool golden = new[] { theirs, loss.Key, Kinds.GetValueOrDefault(loss.Key), "Keras" + other }.Any(kind => kind is not null && kinds.Contains(kind));
                MethodInfo? maker = loss.FirstOrDefault(method => method.ReturnType == typeof(Loss));
                bool saved = maker is not null && LossForms.Write((Loss)maker.Invoke(null, [.. maker.GetParameters().Select(parameter => parameter.DefaultValue)])!) is not null;
                table.Add(loss.Key, theirs ?? Table.None, other ?? Table.None, Table.YesNo(golden), Table.YesNo(maker is not null), maker is null ? Table.None : Table.YesNo(saved));
            }

            return
            [
                "## Losses", "", $"{table.Count} static functions of `Loss`. Those that `Compile` does not take have more inputs than a prediction and a target.", "",
                .. table.Lines, .. ReferenceNames.Rest(Torch, torch), .. ReferenceNames.Rest(Keras, keras),
            ];
        }
    }
}
