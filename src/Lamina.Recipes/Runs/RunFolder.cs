using System.Text.Json;
using Lamina.Formats;
using Lamina.NN;

namespace Lamina.Recipes;

/// <summary>
/// The folder of a run: <c>settings.json</c>, <c>environment.json</c>, <c>log.txt</c>, <c>metrics.csv</c> and <c>metrics.jsonl</c> (a line an epoch),
/// <c>warnings.jsonl</c> (where the guard of training noticed something), <c>best.safetensors</c>, <c>last.safetensors</c>, <c>gradients.safetensors</c> (of the last step of the last epoch), <c>judge.safetensors</c> (of drawings), <c>model.lamina</c> of data of one's own, <c>result.json</c>, and, until that is
/// written, <c>checkpoints/</c>. Every file is complete or absent.
/// </summary>
public sealed partial class RunFolder
{
    readonly List<string> _made = [];

    RunFolder(string path) => Path = path;

    /// <summary>The folder's path.</summary>
    public string Path { get; }

    /// <summary>Weights that did best on the validation part.</summary>
    public string BestWeights => System.IO.Path.Combine(Path, "best.safetensors");

    /// <summary>Weights after the last epoch.</summary>
    public string LastWeights => System.IO.Path.Combine(Path, "last.safetensors");

    /// <summary>Gradients of the last step of the last epoch, by the keys of their parameters.</summary>
    public string LastGradients => System.IO.Path.Combine(Path, "gradients.safetensors");

    /// <summary>Weights of the network by which a run that draws is measured; not there for others.</summary>
    public string JudgeWeights => System.IO.Path.Combine(Path, "judge.safetensors");

    /// <summary>Metrics by epoch.</summary>
    public string Metrics => System.IO.Path.Combine(Path, "metrics.csv");

    /// <summary>The whole model of a run whose preprocessing was fitted, such as that of a table; not there for others.</summary>
    public string Model => System.IO.Path.Combine(Path, "model.lamina");

    /// <summary>Metrics by epoch, as lines of JSON.</summary>
    public string MetricLines => System.IO.Path.Combine(Path, "metrics.jsonl");

    /// <summary>What the guard of training noticed, as lines of JSON; there is none where it noticed nothing.</summary>
    public string Warnings => System.IO.Path.Combine(Path, "warnings.jsonl");

    string SettingsFile => System.IO.Path.Combine(Path, "settings.json");

    string ResultFile => System.IO.Path.Combine(Path, "result.json");

    /// <summary>Makes the folder of a new run and writes its settings.</summary>
    /// <param name="path">The folder; <c>runs/NAME-N</c> with the first free N if null.</param>
    /// <param name="recipe">The recipe.</param>
    /// <param name="settings">The settings.</param>
    /// <exception cref="RecipeException">The folder exists and is not empty, is a file, or cannot be written.</exception>
    public static RunFolder Create(string? path, Recipe recipe, RecipeSettings settings)
    {
        path ??= NextFree(recipe.Name);
        if (string.IsNullOrWhiteSpace(path))
            throw new RecipeException("The name of the run's folder is empty. Choose one with --out, or leave --out away.");
        if (File.Exists(path))
            throw new RecipeException($"'{path}' is a file, and a run needs a folder. Choose another with --out.");
        RunFolder folder = new(path);
        try
        {
            folder.RemoveParts();
            if (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any())
                throw new RecipeException($"The folder '{path}' is not empty. Choose another with --out, or remove it first; a run that was broken off goes on with `lamina train --resume {path}`.");
            folder.Make();
            RunEnvironment environment = RunEnvironment.Now();
            folder.Write(folder.SettingsFile, JsonSerializer.Serialize(new RunSettings(recipe.Name, environment.Version, settings, Compute.Threads, recipe.OwnData), RecipeJson.Default.RunSettings));
            folder.Write(folder.EnvironmentFile, JsonSerializer.Serialize(environment, RecipeJson.Default.RunEnvironment));
            folder.Note("made");
            return folder;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            folder.RemoveIfUntrained();

            // That a file was not found says nothing where one is to be made.
            string reason = error is FileNotFoundException or DirectoryNotFoundException ? "" : $" ({error.Message.TrimEnd('.')})";
            throw new RecipeException($"The folder '{path}' cannot be made or written{reason}. Choose another with --out.");
        }
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
        RunSettings? settings;
        try
        {
            settings = JsonSerializer.Deserialize(File.ReadAllText(SettingsFile), RecipeJson.Default.RunSettings);
        }
        catch (JsonException error)
        {
            throw Damaged(error.Message);
        }

        // What the file leaves out is null, whatever the record says.
        return settings is { Recipe: not null, Settings: not null }
            ? (settings.OwnData?.Recipe() ?? RecipeBook.Get(settings.Recipe), settings.Settings.Checked())
            : throw Damaged("it lacks the recipe or its settings.");
    }

    /// <summary>Loads the weights that did best on the validation part into a module of the run's recipe.</summary>
    /// <exception cref="RecipeException">There are none, or they are those of another network.</exception>
    /// <exception cref="FileFormatException">The file is damaged.</exception>
    public void LoadBestWeights(Module module)
    {
        if (!File.Exists(BestWeights))
            throw new RecipeException($"'{Path}' has no weights (best.safetensors): no epoch of it was finished. Train it again with `lamina train`.");
        LoadWeights(BestWeights, module);
    }

    /// <summary>Loads a file of a run's weights into a module.</summary>
    /// <exception cref="RecipeException">They are those of another network.</exception>
    /// <exception cref="FileFormatException">The file is damaged.</exception>
    internal static void LoadWeights(string path, Module module)
    {
        try
        {
            module.LoadStateDict(Safetensors.Load(path).Tensors);
        }
        catch (StateDictException error)
        {
            throw new RecipeException($"'{path}' holds the weights of another network than settings.json names ({Difference(error)}). Put the run's own file back, or train it again.");
        }
    }

    /// <summary>Writes weights that are the last and the best at once: of a run that keeps one set of them.</summary>
    /// <param name="module">The trained network.</param>
    public void SaveWeights(Module module)
    {
        ArgumentNullException.ThrowIfNull(module);
        Safetensors.Save(LastWeights, module.StateDict());
        Safetensors.Save(BestWeights, module.StateDict());
    }

    /// <summary>Writes the result. The run is finished: its checkpoint goes.</summary>
    public void WriteResult(RecipeResult result)
    {
        Write(ResultFile, JsonSerializer.Serialize(result, RecipeJson.Default.RecipeResult));
        Note("finished");
        if (Directory.Exists(Checkpoints))
            Directory.Delete(Checkpoints, recursive: true);
    }

    /// <summary>
    /// Removes what the run wrote if nothing was trained: its files, and the folders that it made. A folder that was there
    /// before stays.
    /// </summary>
    public void RemoveIfUntrained()
    {
        if (File.Exists(LastWeights) || File.Exists(BestWeights) || HasCheckpoint)
            return;
        RemoveParts();
        if (Directory.Exists(Checkpoints))
            Directory.Delete(Checkpoints);
        if (Directory.Exists(Path))
            RemoveFiles();

        foreach (string made in _made)
        {
            if (Directory.Exists(made) && !Directory.EnumerateFileSystemEntries(made).Any())
                Directory.Delete(made);
        }
    }

    // Makes the folder and remembers it and those above it that were not there, the innermost first.
    void Make()
    {
        for (string? folder = System.IO.Path.GetFullPath(Path); folder is not null && !Directory.Exists(folder); folder = System.IO.Path.GetDirectoryName(folder))
            _made.Add(folder);
        Directory.CreateDirectory(Path);
    }

    RecipeException Damaged(string reason) => new($"'{SettingsFile}' is damaged: {reason} Put it back as it was, or train again.");

    static string Difference(StateDictException error) =>
        $"{error.Missing.Count} tensors are missing, {error.Unexpected.Count} are unexpected, {error.Misshapen.Count} have another shape";

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
