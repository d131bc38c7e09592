using System.CommandLine;
using Lamina.Plots;
using Lamina.Recipes;

namespace Lamina.Cli.Commands;

/// <summary><c>lamina plot RUN…</c>: draws a metric of one or more runs by epoch.</summary>
static class PlotCommand
{
    public static Command Make()
    {
        Argument<string[]> runs = new("run") { Description = "The folders of the runs.", Arity = ArgumentArity.OneOrMore };
        Option<string> metric = new("--metric") { Description = "A column of metrics.csv; with it, if it is there, the same of the validation part.", DefaultValueFactory = _ => "loss" };
        Option<string?> file = Shared.File("--out", "The picture to write, .svg or .png. Default: the metric's name with .svg.");
        Option<double?> smoothing = Shared.Real("--smoothing", "Weight of a moving average, from 0 (none, the default) to below 1.");
        Option<bool> logarithmic = new("--log") { Description = "Lay the metric along a logarithmic axis." };
        Command command = new("plot", "Draw a metric of one or more runs by epoch.") { runs, metric, file, smoothing, logarithmic };
        Guarded.Do(command, (parsed, _) =>
        {
            string name = parsed.GetValue(metric)!, path = parsed.GetValue(file) ?? name + ".svg";
            double weight = parsed.GetValue(smoothing) ?? 0;
            if (!(weight is >= 0 and < 1))
                throw new ArgumentException($"--smoothing is at least 0 and below 1; got {weight}.");
            string[] folders = [.. parsed.GetValue(runs)!.Distinct()];
            Plot plot = Charts.Curves([.. folders.SelectMany(folder => Curves(folder, name, folders.Length > 1))], yLabel: name, title: folders.Length == 1 ? folders[0] : name, smoothing: weight);
            plot.YAxis.Scale = parsed.GetValue(logarithmic) ? AxisScale.Logarithmic : AxisScale.Linear;
            plot.Save(path);
            Console.WriteLine($"{name} of {(folders.Length == 1 ? folders[0] : $"{folders.Length} runs")} is drawn in {path}.");
            return 0;
        });
        return command;
    }

    // Training in dashes, validation drawn through, one colour for a run.
    static IEnumerable<Curve> Curves(string folder, string metric, bool areMany)
    {
        IReadOnlyList<IReadOnlyDictionary<string, double>> epochs = RunFolder.Open(folder).ReadMetrics();
        if (epochs.Count == 0)
            throw new RecipeException($"'{folder}' has no epochs to draw: its metrics.csv is empty or missing. Train it first.");
        string[] known = [.. epochs[0].Keys.Where(name => name != "epoch" && !name.StartsWith("val_", StringComparison.Ordinal))];
        if (!epochs[0].ContainsKey(metric))
            throw new RecipeException($"'{folder}' has no metric '{metric}'. Take one of: {string.Join(", ", known)}.");
        string run = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))), validation = "val_" + metric;
        bool hasBoth = epochs[0].ContainsKey(validation);
        string Name(string part) => areMany ? hasBoth ? $"{run}, {part}" : run : hasBoth ? part : metric;
        yield return new Curve(Name("training"), Column(epochs, "epoch"), Column(epochs, metric), hasBoth ? LineStyle.Dashed : LineStyle.Solid, areMany ? folder : null);
        if (hasBoth)
            yield return new Curve(Name("validation"), Column(epochs, "epoch"), Column(epochs, validation), Group: areMany ? folder : null);
    }

    static double[] Column(IReadOnlyList<IReadOnlyDictionary<string, double>> epochs, string name) => [.. epochs.Select(epoch => epoch[name])];
}
