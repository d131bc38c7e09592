using Lamina.Coverage.Tests.Names;
using Lamina.TestKit.Goldens;

namespace Lamina.Coverage.Tests.Sections;

/// <summary>The schedules of the learning rate.</summary>
static class ScheduleSection
{
    const string Torch = "torch.optim.lr_scheduler", Keras = "keras.schedules";

    public static IEnumerable<string> Lines
    {
        get
        {
            Table table = new("schedule", "PyTorch", "Keras", "golden");
            HashSet<string> kinds = [.. Golden.All("schedules").Select(golden => golden.Kind)], torch = [], keras = [];
            foreach (string schedule in Inventory.Schedules)
            {
                string? theirs = ReferenceNames.Find(schedule, "LR", Torch), other = ReferenceNames.Find(schedule, "", Keras);
                torch.Add(theirs ?? "");
                keras.Add(other ?? "");
                table.Add(schedule, theirs ?? Table.None, other ?? Table.None, Table.YesNo(theirs is not null && kinds.Contains(theirs)));
            }

            return ["## Schedules", "", $"{table.Count} methods of `Schedule`, and `Plateau`.", "", .. table.Lines, .. ReferenceNames.Rest(Torch, torch), .. ReferenceNames.Rest(Keras, keras)];
        }
    }
}
