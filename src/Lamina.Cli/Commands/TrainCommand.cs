using System.CommandLine;
using System.Text.Json;
using Lamina.Recipes;

namespace Lamina.Cli.Commands;

/// <summary><c>lamina train RECIPE</c>: trains a recipe to its number, or goes on with a run that was broken off.</summary>
sealed class TrainCommand
{
    readonly Argument<string?> _recipe = new("recipe") { Description = "The recipe's name; `lamina recipes` lists them. With --resume it may be left out.", Arity = ArgumentArity.ZeroOrOne };
    readonly Option<int?> _epochs = Shared.Whole<int>("--epochs", "Passes over the training part.");
    readonly Option<int?> _batchSize = Shared.Whole<int>("--batch-size", "Examples in a step.");
    readonly Option<double?> _learningRate = Shared.Real("--learning-rate", "The optimizer's step size.");
    readonly Option<string[]> _set = new("--set") { Description = "Any setting as key=value: epochs, batchSize, learningRate, seed, limit (examples to train on). Once for each." };
    readonly Option<long?> _seed = Shared.Whole<long>("--seed", "Seeds weights, shuffling, dropout and splits.");
    readonly Option<int?> _threads = Shared.Threads();
    readonly Option<string?> _data = Shared.Data();
    readonly Option<string?> _output = Shared.Folder("--out", "The run's folder. Default: runs/NAME-N.");
    readonly Option<string?> _resume = Shared.Folder("--resume", "The folder of a run that was broken off: goes on with it, with its settings.");
    readonly Option<double?> _checkpointEvery = Shared.Real("--checkpoint-every", "Seconds between checkpoints within an epoch; 0 for one after each step. Default: 30.");
    readonly Option<bool> _json = Shared.Json();

    public static Command Make()
    {
        TrainCommand options = new();
        Command command = new("train", "Train a recipe to its number, or go on with a run that was broken off.")
        {
            options._recipe, options._epochs, options._batchSize, options._learningRate, options._set, options._seed, options._threads, options._data,
            options._output, options._resume, options._checkpointEvery, options._json,
        };
        Guarded.Do(command, options.Run);
        return command;
    }

    int Run(ParseResult parsed, CancellationToken cancellation)
    {
        Shared.Apply(parsed.GetValue(_threads));
        TimeSpan? every = Interval(parsed);
        if (parsed.GetValue(_resume) is not { } path)
        {
            Recipe chosen = Chosen(parsed) ?? throw new RecipeException($"`lamina train` needs a RECIPE: {_recipe.Description} `lamina train --help` lists what it takes.");
            RecipeSettings settings = Changed(parsed, chosen.Defaults);
            return Train(parsed, RunFolder.Create(parsed.GetValue(_output), chosen, settings), chosen, settings, every, isNew: true, cancellation);
        }

        if (parsed.GetValue(_output) is not null)
            throw new RecipeException("--resume trains on in the run's own folder; leave --out away.");

        // A process that was killed at once has made no settings.
        if (!RunFolder.IsRun(path) && Chosen(parsed) is { } begun)
        {
            Say(parsed, $"{path} holds no run yet: beginning anew.");
            RecipeSettings settings = Changed(parsed, begun.Defaults);
            return Train(parsed, RunFolder.Create(path, begun, settings), begun, settings, every, isNew: true, cancellation);
        }

        return Resume(parsed, RunFolder.Open(path), every, cancellation);
    }

    int Resume(ParseResult parsed, RunFolder folder, TimeSpan? every, CancellationToken cancellation)
    {
        (Recipe recipe, RecipeSettings settings) = folder.ReadSettings();
        if (Chosen(parsed) is { } other && other.Name != recipe.Name)
            throw new RecipeException($"'{folder.Path}' is a run of {recipe.Name}, not of {other.Name}. Leave the recipe away, or name that one.");
        if (Changed(parsed, settings) != settings)
            throw new RecipeException($"A run goes on with the settings it began with ({folder.Path}/settings.json); leave the options that change them away, or begin another run.");
        if (folder.ReadResult() is { } finished)
        {
            Say(parsed, $"{folder.Path} is finished; nothing was done.");
            return Print(parsed, folder, finished);
        }

        return Train(parsed, folder, recipe, settings, every, isNew: false, cancellation);
    }

    int Train(ParseResult parsed, RunFolder folder, Recipe recipe, RecipeSettings settings, TimeSpan? every, bool isNew, CancellationToken cancellation)
    {
        Say(parsed, $"{recipe.Name}: {recipe.Task} ({recipe.Data}), target {recipe.Metric} {Percent(recipe.Target)}");
        RecipeResult result;
        try
        {
            using IDisposable held = folder.Hold();
            if (!isNew && !folder.GoOn())
                Say(parsed, $"{folder.Path} has no checkpoint: beginning anew.");
            result = recipe.Train(new RecipeRun(
                folder, settings, parsed.GetValue(_data), Verbose: !parsed.GetValue(_json), cancellation, DownloadDisplay.OfProcess(), every,
                at => Say(parsed, $"Going on from step {at.Step}: epoch {at.Epoch + 1} of {settings.Epochs}, after {at.Batch} of its batches.")));
        }
        catch (OperationCanceledException interrupted) when (folder.HasCheckpoint)
        {
            folder.Note("interrupted");
            throw new RunInterruptedException(WayOut(folder), interrupted);
        }
        catch (Exception failed) when (folder.HasCheckpoint && IsOfTheDisk(failed))
        {
            string reason = failed is ArgumentException ? "A file would become larger than the system allows" : failed.Message.TrimEnd('.');
            throw new IOException($"{reason}. {WayOut(folder)}", failed);
        }
        catch
        {
            // A run that goes on was there before.
            if (isNew)
                folder.RemoveIfUntrained();
            throw;
        }

        return Print(parsed, folder, result);
    }

    int Print(ParseResult parsed, RunFolder folder, RecipeResult result)
    {
        Console.WriteLine(parsed.GetValue(_json)
            ? JsonSerializer.Serialize(result, RecipeJson.Default.RecipeResult)
            : $"{result.Metric} {Percent(result.Value)} on the test part, once, in {result.Seconds:0.0} s of training: {(result.Passed ? "reached" : "missed")} the target of {Percent(result.Target)}. Run: {folder.Path}");
        return result.Passed ? 0 : 2;
    }

    Recipe? Chosen(ParseResult parsed) => parsed.GetValue(_recipe) is { } name ? RecipeBook.Get(name) : null;

    RecipeSettings Changed(ParseResult parsed, RecipeSettings settings)
    {
        foreach (string pair in parsed.GetValue(_set) ?? [])
            settings = settings.With(pair);
        return (settings with
        {
            Epochs = parsed.GetValue(_epochs) ?? settings.Epochs,
            BatchSize = parsed.GetValue(_batchSize) ?? settings.BatchSize,
            LearningRate = parsed.GetValue(_learningRate) ?? settings.LearningRate,
            Seed = parsed.GetValue(_seed) ?? settings.Seed,
        }).Checked();
    }

    TimeSpan? Interval(ParseResult parsed) => parsed.GetValue(_checkpointEvery) switch
    {
        null => null,
        >= 0 and <= 1e9 and var seconds => TimeSpan.FromSeconds(seconds),
        var seconds => throw new RecipeException($"--checkpoint-every takes seconds, 0 or more; got {seconds}."),
    };

    void Say(ParseResult parsed, string line)
    {
        if (!parsed.GetValue(_json))
            Console.WriteLine(line);
    }

    // The last is .NET's word for a file above the limit of its system.
    static bool IsOfTheDisk(Exception error) => error is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException { ParamName: "value" };

    static string WayOut(RunFolder folder) => $"What was trained is saved; go on with `lamina train --resume {folder.Path}`.";

    static string Percent(double fraction) => $"{100 * fraction:0.00} %";
}
