using Lamina.Dashboard.Runs;
using Lamina.Plots;

namespace Lamina.Dashboard.Drawing;

/// <summary>The curves of runs by epoch.</summary>
static class RunCurves
{
    /// <summary>A metric in training and, where there is one, validation, each in its colour.</summary>
    public static IReadOnlyList<Curve> Of(RunView run, string metric) =>
        [.. Parts(run, metric, part => part, group: null)];

    /// <summary>A metric of several runs, one colour for each: training in dashes, validation drawn through.</summary>
    public static IReadOnlyList<Curve> Of(IEnumerable<RunView> runs, string metric) =>
        [.. runs.SelectMany(run => Parts(run, metric, part => $"{run.Name}, {part}", run.Name))];

    static IEnumerable<Curve> Parts(RunView run, string metric, Func<string, string> name, string? group)
    {
        Curve? training = Line(run, metric, name("training")), validation = Line(run, RunView.Validation + metric, name("validation"));
        if (training is not null)
            yield return training with { Group = group, Style = group is not null && validation is not null ? LineStyle.Dashed : LineStyle.Solid };
        if (validation is not null)
            yield return validation with { Group = group };
    }

    /// <summary>One column of a run; null if it has none.</summary>
    public static Curve? Line(RunView run, string column, string name)
    {
        (double Epoch, double Value)[] places = [.. run.Metrics.Select((epoch, i) => (epoch.GetValueOrDefault("epoch", i + 1), epoch.GetValueOrDefault(column, double.NaN)))];
        return Array.Exists(places, place => double.IsFinite(place.Value)) ? new Curve(name, [.. places.Select(place => place.Epoch)], [.. places.Select(place => place.Value)]) : null;
    }
}
