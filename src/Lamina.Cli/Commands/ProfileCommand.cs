using System.CommandLine;
using System.Text.Json.Nodes;
using Lamina.Benchmarks.Floor;
using Lamina.NN;
using Lamina.Recipes;
using Lamina.Training;

namespace Lamina.Cli.Commands;

/// <summary><c>lamina profile RECIPE</c>: what the time of a training step is spent on.</summary>
static class ProfileCommand
{
    const int WarmUp = 20;

    public static Command Make()
    {
        Argument<string> recipe = new("recipe") { Description = "The recipe's name; `lamina recipes` lists them." };
        Option<int?> steps = Shared.Whole<int>("--steps", "Steps to time, after 20 that warm up. Default: 100.");
        Option<int?> batchSize = Shared.Whole<int>("--batch-size", "Examples in a step. Default: the recipe's.");
        Option<int?> threads = Shared.Threads();
        Option<bool> layers = new("--layers") { Description = "A line for each layer and op, not for each op." };
        Option<bool> eager = new("--eager") { Description = "Run op by op; without it the step is recorded and replayed, as in training." };
        Option<string?> trace = new("--trace") { Description = "A file to write: the ops of all steps in the format that chrome://tracing and Perfetto show." };
        Option<bool> json = Shared.Json();
        Command command = new("profile", "Show what the time of a recipe's training step is spent on.") { recipe, steps, batchSize, threads, layers, eager, trace, json };
        Guarded.Do(command, (parsed, cancellation) =>
        {
            Shared.Apply(parsed.GetValue(threads));
            Recipe chosen = RecipeBook.Get(parsed.GetValue(recipe)!);
            int count = parsed.GetValue(steps) ?? 100;
            if (count < 1)
                throw new ArgumentException($"--steps must be 1 or more; got {count}.");
            RecipeSettings settings = (chosen.Defaults with { BatchSize = parsed.GetValue(batchSize) ?? chosen.Defaults.BatchSize }).Checked();
            using Profiler profiler = Run(chosen, settings, count, parsed.GetValue(eager), cancellation);
            if (parsed.GetValue(trace) is { } file)
                profiler.WriteChromeTrace(file);
            OpFloor floor = new(Compute.Threads);
            if (parsed.GetValue(json))
                Console.WriteLine(Json(profiler, count, floor).ToJsonString());
            else
            {
                Console.WriteLine($"{chosen.Name}: {count} steps of {settings.BatchSize}, {Compute.Threads} threads, random inputs; floor: the least time at the measured peak and bandwidth");
                Console.WriteLine(profiler.Table(parsed.GetValue(layers), floorSeconds: floor.Seconds));
            }

            return 0;
        });
        return command;
    }

    // Random inputs and labels: what a step costs does not depend on them, and no data is needed.
    static Profiler Run(Recipe recipe, RecipeSettings settings, int steps, bool eager, CancellationToken cancellation)
    {
        Tensor.Seed(settings.Seed);
        Model model = recipe.BuildModel(settings);
        Tensor x = recipe.ClassNames.Count > 0 ? recipe.Examples(settings.BatchSize)[0] : throw new RecipeException($"'{recipe.Name}' does not classify, and steps are timed with random classes. Profile one that does, such as mnist-cnn.");
        Tensor labels = Tensor.RandInt([settings.BatchSize], 0, recipe.ClassNames.Count);
        model.Module.Build(x);
        model.Module.Train();
        Step captured = Capture.Step(model.TrainStep);
        Func<Tensor, Tensor, Tensor> step = eager ? model.TrainStep : (input, target) => captured.Run(input, target);
        for (int i = 0; i < WarmUp; i++)
            step(x, labels);
        Profiler profiler = Profiler.Start();
        for (int i = 0; i < steps; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            step(x, labels);
        }

        profiler.Dispose();
        return profiler;
    }

    static JsonArray Json(Profiler profiler, int steps, OpFloor floor) => new([.. profiler.Ops
        .GroupBy(op => (op.Layer, op.Name, op.IsBackward))
        .Select(group => (JsonNode)new JsonObject
        {
            ["layer"] = group.Key.Layer,
            ["op"] = group.Key.Name,
            ["gradient"] = group.Key.IsBackward,
            ["calls"] = (double)group.Count() / steps,
            ["milliseconds"] = group.Sum(op => op.Duration.TotalMilliseconds) / steps,
            ["flops"] = group.Sum(op => op.Flops) / steps,
            ["bytes"] = group.Sum(op => op.Bytes) / steps,
            ["floorShare"] = group.Sum(floor.Seconds) / Math.Max(1e-9, group.Sum(op => op.Duration.TotalSeconds)),
        })]);
}
