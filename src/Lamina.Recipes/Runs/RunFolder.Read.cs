using System.Globalization;
using Lamina.Pipelines;
using Lamina.Recipes.Tables;

namespace Lamina.Recipes;

/// <content>Looking at runs.</content>
public sealed partial class RunFolder
{
    /// <summary>The runs in a folder, by name.</summary>
    /// <param name="parent">The folder; by default <c>lamina train</c> makes runs in <c>runs</c>.</param>
    public static IReadOnlyList<RunFolder> In(string parent) => Directory.Exists(parent)
        ? [.. Directory.EnumerateDirectories(parent).Where(IsRun).Order(StringComparer.Ordinal).Select(Open)]
        : [];

    /// <summary>What <c>metrics.csv</c> holds: for each finished epoch its values by name.</summary>
    /// <exception cref="RecipeException">The file is damaged.</exception>
    public IReadOnlyList<IReadOnlyDictionary<string, double>> ReadMetrics()
    {
        if (!File.Exists(Metrics))
            return [];
        using FileStream file = new(Metrics, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using StreamReader reader = new(file);

        // A line without its end is still being written.
        string[] lines = reader.ReadToEnd().Split('\n')[..^1];
        if (lines.Length == 0)
            return [];
        string[] names = lines[0].Split(',');
        List<IReadOnlyDictionary<string, double>> epochs = [];
        foreach (string line in lines[1..])
        {
            string[] values = line.Split(',');
            double[] epoch = new double[names.Length];
            for (int i = 0; i < names.Length; i++)
            {
                if (values.Length != names.Length || !double.TryParse(values[i], CultureInfo.InvariantCulture, out double value))
                    throw new RecipeException($"'{Metrics}' is damaged: line {epochs.Count + 2} has not a number for each of its {names.Length} columns. Put it back as it was, or train again.");
                epoch[i] = value;
            }

            epochs.Add(new EpochValues(names, epoch));
        }

        return epochs;
    }

    /// <summary>Removes the run: its files, and the folder unless something else stands in it.</summary>
    /// <returns>False if something that is not the run's was left.</returns>
    /// <exception cref="RecipeException">A process trains it.</exception>
    public bool Remove()
    {
        using (Hold())
        {
            RemoveParts();
            if (Directory.Exists(Checkpoints))
                Directory.Delete(Checkpoints, recursive: true);

            RemoveFiles();
        }

        if (Directory.EnumerateFileSystemEntries(Path).Any())
            return false;
        Directory.Delete(Path);
        return true;
    }

    // The settings last: until then it is a run that can be removed.
    void RemoveFiles()
    {
        foreach (string file in (string[])[ResultFile, Model, .. Pipeline.Files.Select(name => System.IO.Path.Combine(Path, name)), BestWeights, JudgeWeights, .. DiagnosisReport.Files.Select(name => System.IO.Path.Combine(Path, name)), LastWeights, LastGradients, Metrics, MetricLines, Warnings, LogFile, EnvironmentFile, SettingsFile])
            File.Delete(file);
    }
}
