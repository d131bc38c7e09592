using System.CommandLine;
using System.Text.Json.Nodes;
using Lamina.Recipes;
using Spectre.Console;

namespace Lamina.Cli.Commands;

/// <summary>
/// <c>lamina sweep RECIPE --set learningRate=1e-3,3e-3 …</c>: trains with each combination of settings, compares them by the validation part alone, and measures the best one once on the
/// test part.
/// </summary>
sealed class SweepCommand
{
    readonly Argument<string> _recipe = new("recipe") { Description = "The recipe's name; `lamina recipes` lists them." };
    readonly Option<string[]> _set = new("--set") { Description = "A setting and its values, as learningRate=1e-3,3e-3. Once for each setting.", Required = true };
    readonly Option<string?> _config = Shared.File("--config", "A JSON file of the other settings.");
    readonly Option<string?> _data = Shared.Data();
    readonly Option<string?> _output = Shared.Folder("--out", "Where the runs go, a folder each. Default: runs/sweep-NAME-N.");
    readonly Option<int?> _threads = Shared.Threads();
    readonly Option<bool> _json = Shared.Json();

    public static Command Make()
    {
        SweepCommand options = new();
        Command command = new("sweep", "Train a recipe with several settings and compare them on validation data.")
        {
            options._recipe, options._set, options._config, options._data, options._output, options._threads, options._json,
        };
        Guarded.Do(command, options.Run);
        return command;
    }

    int Run(ParseResult parsed, CancellationToken cancellation)
    {
        Shared.Apply(parsed.GetValue(_threads));
        Recipe recipe = RecipeBook.Get(parsed.GetValue(_recipe)!);
        if (recipe is not FitRecipe)
            throw new RecipeException($"{recipe.Name} has no validation part to compare settings by. Train it with each of them: `lamina train {recipe.Name} --set …`.");
        bool asJson = parsed.GetValue(_json);
        RecipeSettings defaults = parsed.GetValue(_config) is { } file ? recipe.Defaults.WithFile(file) : recipe.Defaults;
        (string Name, RecipeSettings Settings)[] combinations = [.. Combinations(defaults, parsed.GetValue(_set)!)];
        string parent = parsed.GetValue(_output) ?? NextFree(recipe.Name);
        List<(string Name, RecipeRun Run, double Value)> tried = [];
        foreach (((string name, RecipeSettings settings), int number) in combinations.Select((combination, index) => (combination, index + 1)))
        {
            RunFolder folder = RunFolder.Create(Path.Combine(parent, $"{number}"), recipe, settings);
            RecipeRun run = new(folder, settings, parsed.GetValue(_data), Verbose: false, cancellation, DownloadDisplay.OfProcess(), MeasuresTest: false);
            RecipeResult result;
            using (folder.Hold())
                result = recipe.Train(run);
            tried.Add((name, run, result.Value));
            if (!asJson)
                Console.WriteLine($"{number} of {combinations.Length}: {name}: {result.Metric} {recipe.Show(result.Value)} in {result.Seconds:0.0} s");
        }

        tried = recipe.Direction == MetricDirection.Higher ? [.. tried.OrderByDescending(one => one.Value)] : [.. tried.OrderBy(one => one.Value)];
        RecipeResult best = recipe.Evaluate(tried[0].Run with { MeasuresTest = true });
        if (asJson)
            Console.WriteLine(Described(recipe, tried, best));
        else
            Show(recipe, tried, best);
        return 0;
    }

    // Every value of the last setting with every value of the one before it, and so on.
    static IEnumerable<(string Name, RecipeSettings Settings)> Combinations(RecipeSettings defaults, string[] sets)
    {
        IEnumerable<string[]> combinations = [[]];
        foreach (string set in sets)
        {
            int equals = set.IndexOf('=', StringComparison.Ordinal);
            string key = equals < 0 ? set : set[..equals];
            string[] values = equals < 0 ? [""] : set[(equals + 1)..].Split(',', StringSplitOptions.TrimEntries);
            combinations = [.. combinations.SelectMany(before => values.Select(value => (string[])[.. before, equals < 0 ? set : $"{key}={value}"]))];
        }

        return combinations.Select(pairs => (string.Join(" ", pairs), pairs.Aggregate(defaults, (settings, pair) => settings.With(pair)).Checked()));
    }

    static void Show(Recipe recipe, List<(string Name, RecipeRun Run, double Value)> tried, RecipeResult best)
    {
        Table table = new Table().AddColumns("settings", $"validation {recipe.Metric}", "run");
        table.Columns[2].NoWrap = true;
        foreach ((string name, RecipeRun run, double value) in tried)
            table.AddRow(Markup.Escape(name), recipe.Show(value), Markup.Escape(run.Folder.Path));
        AnsiConsole.Write(table);
        Console.WriteLine($"The best on the validation part has {recipe.Metric} {recipe.Show(best.Value)} on the test part, looked at once: {tried[0].Name}. Run: {tried[0].Run.Folder.Path}");
    }

    static string Described(Recipe recipe, List<(string Name, RecipeRun Run, double Value)> tried, RecipeResult best) => new JsonObject
    {
        ["recipe"] = recipe.Name,
        ["metric"] = recipe.Metric,
        ["tried"] = new JsonArray([.. tried.Select(one => (JsonNode?)new JsonObject { ["settings"] = one.Name, ["validation"] = one.Value, ["run"] = one.Run.Folder.Path })]),
        ["test"] = best.Value,
    }.ToJsonString();

    static string NextFree(string name)
    {
        for (int number = 1; ; number++)
        {
            string path = Path.Combine("runs", $"sweep-{name}-{number}");
            if (!Directory.Exists(path) && !File.Exists(path))
                return path;
        }
    }
}
