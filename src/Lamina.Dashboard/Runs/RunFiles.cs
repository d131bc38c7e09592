using System.Text.Json;
using Lamina.Recipes;

namespace Lamina.Dashboard.Runs;

/// <summary>Reads what the files of a run's folder say.</summary>
static class RunFiles
{
    const int LastLines = 200;

    /// <exception cref="RecipeException">A file is damaged.</exception>
    public static RunView Read(RunFolder folder, RunState state)
    {
        RunView view = new(NameOf(folder), folder)
        {
            State = state,
            Settings = Values(At(folder, "settings.json")),
            HasWeights = File.Exists(folder.BestWeights),
            Warnings = [.. Lines(At(folder, "warnings.jsonl")).Select(Warning).OfType<string>()],
        };
        try
        {
            (Recipe recipe, RecipeSettings settings) = folder.ReadSettings();
            view = view with { Recipe = recipe, Epochs = settings.Epochs };
            return view with { Metrics = folder.ReadMetrics(), Result = folder.ReadResult() };
        }
        catch (RecipeException error)
        {
            // What can be read of it is shown all the same.
            return view with { Problem = error.Message };
        }
    }

    /// <summary>The name of a run: its folder's, without those above.</summary>
    public static string NameOf(RunFolder folder) => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder.Path)));

    /// <summary>Where the run began.</summary>
    public static IReadOnlyList<(string Name, string Value)> Environment(RunFolder folder) => Values(At(folder, "environment.json"));

    /// <summary>The last lines of its log.</summary>
    public static IReadOnlyList<string> Log(RunFolder folder) => [.. Lines(At(folder, "log.txt")).TakeLast(LastLines)];

    // The values of an object, those of objects inside by their own names.
    static IReadOnlyList<(string Name, string Value)> Values(string path)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(string.Join('\n', Lines(path)));
            return [.. Flat("", document.RootElement)];
        }
        catch (JsonException)
        {
            return [];
        }

        static IEnumerable<(string Name, string Value)> Flat(string name, JsonElement element) => element.ValueKind == JsonValueKind.Object
            ? element.EnumerateObject().SelectMany(property => Flat(property.Name, property.Value))
            : [(name, element.ToString())];
    }

    static string? Warning(string line)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            string Part(string name) => document.RootElement.TryGetProperty(name, out JsonElement value) ? value.ToString() : "?";
            return document.RootElement.ValueKind == JsonValueKind.Object ? $"{Part("rule")} (step {Part("step")}): {Part("message")}" : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    static IReadOnlyList<string> Lines(string path)
    {
        try
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using StreamReader reader = new(file);
            return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    static string At(RunFolder folder, string file) => Path.Combine(folder.Path, file);
}
