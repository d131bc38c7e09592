using System.CommandLine;
using System.Text.Json;
using Lamina.Recipes;

namespace Lamina.Cli.Commands;

/// <summary><c>lamina evaluate RUN</c>: measures a run's best weights on the test part again.</summary>
static class EvaluateCommand
{
    public static Command Make()
    {
        Argument<string> run = new("run") { Description = "The run's folder." };
        Option<string?> data = Shared.Data();
        Option<int?> threads = Shared.Threads();
        Option<bool> json = Shared.Json();
        Command command = new("evaluate", "Measure a run's best weights on the test part.") { run, data, threads, json };
        Guarded.Do(command, (parsed, cancellation) =>
        {
            Shared.Apply(parsed.GetValue(threads));
            RunFolder folder = RunFolder.Open(parsed.GetValue(run)!);
            (Recipe recipe, RecipeSettings settings) = folder.ReadSettings();
            RecipeResult result = recipe.Evaluate(new RecipeRun(folder, settings, parsed.GetValue(data), Verbose: false, cancellation, DownloadDisplay.OfProcess()));
            Console.WriteLine(parsed.GetValue(json)
                ? JsonSerializer.Serialize(result, RecipeJson.Default.RecipeResult)
                : $"{recipe.Name}: {result.Metric} {recipe.Show(result.Value)} on the test part; the target is {recipe.Show(result.Target)}.");
            return result.Passed ? 0 : 2;
        });
        return command;
    }
}
