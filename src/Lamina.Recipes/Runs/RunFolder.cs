using System.Reflection;
using System.Text.Json;
using Lamina.Formats;

namespace Lamina.Recipes;

/// <summary>
/// The folder of a run: <c>settings.json</c>, <c>metrics.csv</c> (a line an epoch), <c>best.safetensors</c>,
/// <c>last.safetensors</c> and <c>result.json</c>. Every file is complete or absent.
/// </summary>
public sealed class RunFolder
{
    RunFolder(string path) => Path = path;

    /// <summary>The folder's path.</summary>
    public string Path { get; }

    /// <summary>Weights that did best on the validation part.</summary>
    public string BestWeights => System.IO.Path.Combine(Path, "best.safetensors");

    /// <summary>Weights after the last epoch.</summary>
    public string LastWeights => System.IO.Path.Combine(Path, "last.safetensors");

    /// <summary>Metrics by epoch.</summary>
    public string Metrics => System.IO.Path.Combine(Path, "metrics.csv");

    string SettingsFile => System.IO.Path.Combine(Path, "settings.json");

    string ResultFile => System.IO.Path.Combine(Path, "result.json");

    /// <summary>Makes the folder of a new run and writes its settings.</summary>
    /// <param name="path">The folder; <c>runs/NAME-N</c> with the first free N if null.</param>
    /// <param name="recipe">The recipe.</param>
    /// <param name="settings">The settings.</param>
    /// <exception cref="RecipeException">The folder exists and is not empty.</exception>
    public static RunFolder Create(string? path, Recipe recipe, RecipeSettings settings)
    {
        path ??= NextFree(recipe.Name);
        if (File.Exists(path) || (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any()))
            throw new RecipeException($"The folder '{path}' is not empty. Choose another with --out, or remove it first.");
        Directory.CreateDirectory(path);
        RunFolder folder = new(path);
        string version = typeof(RunFolder).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
        folder.Write(folder.SettingsFile, JsonSerializer.Serialize(new RunSettings(recipe.Name, version, settings, Compute.Threads), RecipeJson.Default.RunSettings));
        return folder;
    }

    /// <summary>Opens the folder of a run that was made before.</summary>
    /// <exception cref="RecipeException">It is no run folder.</exception>
    public static RunFolder Open(string path)
    {
        RunFolder folder = new(path);
        if (!File.Exists(folder.SettingsFile))
            throw new RecipeException($"'{path}' is not the folder of a run: it has no settings.json. Runs are made by `lamina train`, by default below runs/.");
        return folder;
    }

    /// <summary>The recipe and the settings of this run.</summary>
    /// <exception cref="RecipeException">The file cannot be read, or names no recipe.</exception>
    public (Recipe Recipe, RecipeSettings Settings) ReadSettings()
    {
        try
        {
            RunSettings settings = JsonSerializer.Deserialize(File.ReadAllText(SettingsFile), RecipeJson.Default.RunSettings)
                ?? throw new RecipeException($"'{SettingsFile}' is empty.");
            return (RecipeBook.Get(settings.Recipe), settings.Settings.Checked());
        }
        catch (JsonException error)
        {
            throw new RecipeException($"'{SettingsFile}' is damaged: {error.Message}");
        }
    }

    /// <summary>Writes the result.</summary>
    public void WriteResult(RecipeResult result) => Write(ResultFile, JsonSerializer.Serialize(result, RecipeJson.Default.RecipeResult));

    /// <summary>Removes the folder if nothing was trained in it.</summary>
    public void RemoveIfUntrained()
    {
        if (!File.Exists(LastWeights) && !File.Exists(BestWeights))
            Directory.Delete(Path, recursive: true);
    }

    void Write(string path, string text) => AtomicFile.Write(path, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(text)));

    static string NextFree(string name)
    {
        for (int i = 1; ; i++)
        {
            string path = System.IO.Path.Combine("runs", $"{name}-{i}");
            if (!Directory.Exists(path) && !File.Exists(path))
                return path;
        }
    }
}
