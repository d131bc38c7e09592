using System.Reflection;
using Lamina.Coverage.Tests.Names;
using Lamina.NN;
using Lamina.TestKit.Goldens;
using Lamina.Training;

namespace Lamina.Coverage.Tests.Sections;

/// <summary>The optimizers.</summary>
static class OptimizerSection
{
    const string Torch = "torch.optim", Keras = "keras.optimizers";

    public static IEnumerable<string> Lines
    {
        get
        {
            Table table = new("optimizer", "PyTorch", "Keras", "golden", "saved");
            HashSet<string> kinds = [.. Golden.All("optimizers").Select(golden => golden.Kind)], torch = [], keras = [];
            foreach (Type optimizer in Inventory.Optimizers)
            {
                string? theirs = ReferenceNames.Find(optimizer.Name, "", Torch), other = ReferenceNames.Find(optimizer.Name, "", Keras);
                torch.Add(theirs ?? "");
                keras.Add(other ?? "");
                table.Add(optimizer.Name, theirs ?? Table.None, other ?? Table.None, Table.YesNo(kinds.Contains(theirs ?? optimizer.Name)), Table.YesNo(IsSaved(optimizer)));
            }

            return
            [
                "## Optimizers", "", $"{table.Count} classes. Without a golden file, an optimizer is held by its published formula in plain numbers (`PublishedFormulaTests`).", "",
                .. table.Lines, .. ReferenceNames.Rest(Torch, torch), .. ReferenceNames.Rest(Keras, keras),
            ];
        }
    }

    static bool IsSaved(Type type)
    {
        Linear layer = new(2, 2);
        Optimizer optimizer = type == typeof(Lookahead) ? new Lookahead(new Sgd(layer.Parameters())) : Make(type, layer.Parameters());
        return OptimizerForms.Write(optimizer, layer) is not null;
    }

    static Optimizer Make(Type type, IEnumerable<Parameter> parameters)
    {
        ConstructorInfo maker = type.GetConstructors().First(candidate => candidate.GetParameters() is [{ ParameterType: var first }, ..] && first == typeof(IEnumerable<Parameter>));
        return (Optimizer)maker.Invoke([parameters, .. maker.GetParameters().Skip(1).Select(parameter => parameter.DefaultValue)]);
    }
}
