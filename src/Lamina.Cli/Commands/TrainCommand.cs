using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Lamina.Dashboard;
using Lamina.Recipes;
using Lamina.Training;

namespace Lamina.Cli.Commands;

/// <summary><c>lamina train RECIPE</c>: trains a recipe to its number, a network on data of one's own, or goes on with a run that was broken off.</summary>
sealed class TrainCommand
{
    readonly Argument<string?> _recipe = new("recipe") { Description = "The recipe's name; `lamina recipes` lists them. Or `table`, `text` or `images`, for data of your own. With --resume it may be left out.", Arity = ArgumentArity.ZeroOrOne };
    readonly Option<int?> _epochs = Shared.Whole<int>("--epochs", "Passes over the training part.");
    readonly Option<int?> _batchSize = Shared.Whole<int>("--batch-size", "Examples in a step.");
    readonly Option<double?> _learningRate = Shared.Real("--learning-rate", "The optimizer's step size.");
    readonly Option<string[]> _set = new("--set") { Description = "Any setting as key=value: epochs, batchSize, learningRate, seed, limit (examples to train on). Once for each." };
    readonly Option<long?> _seed = Shared.Whole<long>("--seed", "Seeds weights, shuffling, dropout and splits.");
    readonly Option<int?> _threads = Shared.Threads();
    readonly Option<string?> _config = Shared.File("--config", "A JSON file of settings, such as {\"epochs\": 20}; --set and the options come after it.");
    readonly Option<string?> _data = Shared.Folder("--data", "For `table` a CSV file, for `text` one or a folder of folders of .txt files, for `images` a folder of folders of pictures. Else the parent folder of data sets, with one sub-folder a set; no other is looked in. Default: LAMINA_DATA, then the user's cache.");
    readonly Option<string?> _target = new("--target") { Description = "For `table` and `text`: the column to predict. A file without header has the columns 0, 1, ...." };
    readonly Option<int?> _folds = Shared.Whole<int>("--folds", "For `table`, `text` and `images`: cross-validate with so many parts, and say mean and deviation; no run is made.");
    readonly Option<string?> _output = Shared.Folder("--out", "The run's folder. Default: runs/NAME-N.");
    readonly Option<string?> _resume = Shared.Folder("--resume", "The folder of a run that was broken off: goes on with it, with its settings.");
    readonly Option<double?> _checkpointEvery = Shared.Real("--checkpoint-every", "Seconds between checkpoints within an epoch; 0 for one after each step. Default: 30.");
    readonly Option<bool> _dashboard = new("--dashboard") { Description = "Serve a page that shows the run while it trains, as `lamina dashboard` does." };
    readonly Option<bool> _json = Shared.Json();

    public static Command Make()
    {
        TrainCommand options = new();
        Command command = new("train", "Train a recipe to its number, a network on data of your own, or go on with a run that was broken off.")
        {
            options._recipe, options._epochs, options._batchSize, options._learningRate, options._config, options._set, options._seed, options._threads, options._data, options._target,
            options._folds, options._output, options._resume, options._checkpointEvery, options._dashboard, options._json,
        };
        Guarded.Do(command, options.Run);
        return command;
    }

    int Run(ParseResult parsed, CancellationToken cancellation)
    {
        Shared.Apply(parsed.GetValue(_threads));
        TimeSpan? every = Interval(parsed);
        if (parsed.GetValue(_folds) is { } folds)
            return Validate(parsed, folds, cancellation);
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

    int Validate(ParseResult parsed, int folds, CancellationToken cancellation)
    {
        if (parsed.GetValue(_resume) is not null || parsed.GetValue(_output) is not null)
            throw new RecipeException("--folds makes no run: leave --out and --resume away.");
        Recipe recipe = Chosen(parsed) ?? throw new RecipeException($"`lamina train --folds` needs one of {string.Join(", ", OwnData.Kinds)}, with --data.");
        if (folds < 2)
            throw new RecipeException($"--folds must be 2 or more; got {folds}.");
        RecipeSettings settings = Changed(parsed, recipe.Defaults);
        if (recipe.Findings is { } findings)
            Say(parsed, findings);
        CrossValidation found = recipe.CrossValidate(
            settings, folds, (fold, value, baseline) => Say(parsed, $"part {fold} of {folds}: {recipe.Metric} {recipe.Show(value)}, baseline {recipe.Show(baseline)}"), cancellation);
        double mean = found.Mean(recipe.Metric), baseline = found.Mean(recipe.TargetName);
        bool isBetter = recipe.Direction == MetricDirection.Higher ? mean > baseline : mean < baseline;
        Console.WriteLine(parsed.GetValue(_json)
            ? new JsonObject
            {
                ["metric"] = recipe.Metric,
                ["mean"] = mean,
                ["deviation"] = found.Deviation(recipe.Metric),
                ["baseline"] = baseline,
                ["folds"] = new JsonArray([.. found[recipe.Metric].Select(value => (JsonNode?)value)]),
            }.ToJsonString()
            : $"{recipe.Metric} {recipe.Show(mean)} ± {recipe.Show(found.Deviation(recipe.Metric))} over {folds} parts; the baseline has {recipe.Show(baseline)}.");
        return isBetter ? 0 : 2;
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
            return Print(parsed, folder, recipe, finished);
        }

        return Train(parsed, folder, recipe, settings, every, isNew: false, cancellation);
    }

    int Train(ParseResult parsed, RunFolder folder, Recipe recipe, RecipeSettings settings, TimeSpan? every, bool isNew, CancellationToken cancellation)
    {
        if (recipe.Findings is { } findings)
            Say(parsed, findings);
        Say(parsed, $"{recipe.Name}: {recipe.Task} ({recipe.Data}), {recipe.TargetName} {recipe.Metric} {recipe.Show(recipe.Target)}");
        RecipeResult result;
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            using IDisposable held = folder.Hold();
            using IDisposable stops = folder.HearStops(ending.Cancel);
            using IDisposable? page = parsed.GetValue(_dashboard) ? Serve(parsed, folder) : null;
            if (!isNew && !folder.GoOn())
                Say(parsed, $"{folder.Path} has no checkpoint: beginning anew.");
            result = recipe.Train(new RecipeRun(
                folder, settings, parsed.GetValue(_data), Verbose: !parsed.GetValue(_json), ending.Token, DownloadDisplay.OfProcess(), every,
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
        catch (OperationCanceledException interrupted) when (ending.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            if (isNew)
                folder.RemoveIfUntrained();
            throw new RunInterruptedException("Nothing was trained yet.", interrupted);
        }
        catch
        {
            // A run that goes on was there before.
            if (isNew)
                folder.RemoveIfUntrained();
            throw;
        }

        return Print(parsed, folder, recipe, result);
    }

    int Print(ParseResult parsed, RunFolder folder, Recipe recipe, RecipeResult result)
    {
        if (!parsed.GetValue(_json))
            CourseTable.Write(folder.ReadMetrics());
        Console.WriteLine(parsed.GetValue(_json)
            ? JsonSerializer.Serialize(result, RecipeJson.Default.RecipeResult)
            : $"{result.Metric} {recipe.Show(result.Value)} on the test part, once, in {result.Seconds:0.0} s of training: {Verdict(recipe, result)} the {recipe.TargetName} of {recipe.Show(result.Target)}. Run: {folder.Path}");
        if (result.Baseline is { } baseline && recipe.OwnData is null)
            Say(parsed, $"  baseline {recipe.Show(baseline)}");
        foreach ((string name, double value) in result.Details ?? new Dictionary<string, double>())
            Say(parsed, $"  {name} {value.ToString("G4", CultureInfo.InvariantCulture)}");
        return result.Passed ? 0 : 2;
    }

    Recipe? Chosen(ParseResult parsed)
    {
        string? name = parsed.GetValue(_recipe), target = parsed.GetValue(_target);
        if (name is null || !OwnData.Kinds.Contains(name))
        {
            return target is null
                ? name is null ? null : RecipeBook.Get(name)
                : throw new RecipeException($"--target goes with {string.Join(", ", OwnData.Kinds.Select(kind => $"`lamina train {kind}`"))}.");
        }

        // A run that goes on knows its data.
        if (parsed.GetValue(_resume) is { } path && RunFolder.IsRun(path))
            return RunFolder.Open(path).ReadSettings().Recipe;
        return parsed.GetValue(_data) is { } file
            ? OwnData.Of(name, file, target).Recipe()
            : throw new RecipeException($"`lamina train {name}` needs --data, {name switch { "table" => "a CSV file", "text" => "a CSV file, or a folder with a folder of .txt files for each class", _ => "a folder with a folder of pictures for each class" }}.");
    }

    RecipeSettings Changed(ParseResult parsed, RecipeSettings settings)
    {
        if (parsed.GetValue(_config) is { } file)
            settings = settings.WithFile(file);
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

    static string Verdict(Recipe recipe, RecipeResult result) => (recipe.OwnData is null, result.Passed) switch
    {
        (true, true) => "reached",
        (true, false) => "missed",
        (false, true) => "better than",
        (false, false) => "no better than",
    };

    TimeSpan? Interval(ParseResult parsed) => parsed.GetValue(_checkpointEvery) switch
    {
        null => null,
        >= 0 and <= 1e9 and var seconds => TimeSpan.FromSeconds(seconds),
        var seconds => throw new RecipeException($"--checkpoint-every takes seconds, 0 or more; got {seconds}."),
    };

    ServedDashboard Serve(ParseResult parsed, RunFolder folder)
    {
        string runs = Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder.Path)))!;
        ServedDashboard page = ServedDashboard.StartSomewhere(new DashboardOptions { Runs = runs, LoadsNetworks = false });
        (parsed.GetValue(_json) ? Console.Error : Console.Out).WriteLine($"Dashboard: {page.Address}");
        return page;
    }

    void Say(ParseResult parsed, string line)
    {
        if (!parsed.GetValue(_json))
            Console.WriteLine(line);
    }

    // The last is .NET's word for a file above the limit of its system.
    static bool IsOfTheDisk(Exception error) => error is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException { ParamName: "value" };

    static string WayOut(RunFolder folder) => $"What was trained is saved; go on with `lamina train --resume {folder.Path}`.";
}
