using System.CommandLine;
using System.Text.Json;
using Lamina.Recipes;

namespace Lamina.Cli.Commands;

/// <summary><c>lamina train RECIPE</c>: trains a recipe to its number.</summary>
static class TrainCommand
{
    public static Command Make()
    {
        Argument<string> recipe = new("recipe") { Description = "The recipe's name; `lamina recipes` lists them." };
        Option<int?> epochs = Shared.Whole<int>("--epochs", "Passes over the training part.");
        Option<int?> batchSize = Shared.Whole<int>("--batch-size", "Examples in a step.");
        Option<double?> learningRate = Shared.Real("--learning-rate", "The optimizer's step size.");
        Option<string[]> set = new("--set") { Description = "Any setting as key=value: epochs, batchSize, learningRate, seed, limit (examples to train on). Once for each." };
        Option<long?> seed = Shared.Whole<long>("--seed", "Seeds weights, shuffling, dropout and splits.");
        Option<int?> threads = Shared.Threads();
        Option<string?> data = Shared.Data(), output = Shared.Folder("--out", "The run's folder. Default: runs/NAME-N.");
        Option<bool> json = Shared.Json();
        Command command = new("train", "Train a recipe to its number.") { recipe, epochs, batchSize, learningRate, set, seed, threads, data, output, json };
        Guarded.Do(command, (parsed, cancellation) =>
        {
            Shared.Apply(parsed.GetValue(threads));
            Recipe chosen = RecipeBook.Get(parsed.GetValue(recipe)!);
            RecipeSettings settings = chosen.Defaults;
            foreach (string pair in parsed.GetValue(set) ?? [])
                settings = settings.With(pair);
            settings = (settings with
            {
                Epochs = parsed.GetValue(epochs) ?? settings.Epochs,
                BatchSize = parsed.GetValue(batchSize) ?? settings.BatchSize,
                LearningRate = parsed.GetValue(learningRate) ?? settings.LearningRate,
                Seed = parsed.GetValue(seed) ?? settings.Seed,
            }).Checked();
            bool quiet = parsed.GetValue(json);
            RunFolder folder = RunFolder.Create(parsed.GetValue(output), chosen, settings);
            if (!quiet)
                Console.WriteLine($"{chosen.Name}: {chosen.Task} ({chosen.Data}), target {chosen.Metric} {Percent(chosen.Target)}");
            RecipeResult result;
            try
            {
                result = chosen.Train(new RecipeRun(folder, settings, parsed.GetValue(data), Verbose: !quiet, cancellation, DownloadDisplay.OfProcess()));
            }
            catch
            {
                folder.RemoveIfUntrained();
                throw;
            }

            if (quiet)
                Console.WriteLine(JsonSerializer.Serialize(result, RecipeJson.Default.RecipeResult));
            else
                Console.WriteLine($"{result.Metric} {Percent(result.Value)} on the test part, once, in {result.Seconds:0.0} s of training: {(result.Passed ? "reached" : "missed")} the target of {Percent(result.Target)}. Run: {folder.Path}");
            return result.Passed ? 0 : 2;
        });
        return command;
    }

    static string Percent(double fraction) => $"{100 * fraction:0.00} %";
}
