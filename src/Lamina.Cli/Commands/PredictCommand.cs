using System.CommandLine;
using System.Text.Json.Nodes;
using Lamina.NN;
using Lamina.Pipelines;
using Lamina.Recipes;
using Lamina.Recipes.Pictures;
using Lamina.Recipes.Series;
using Lamina.Training;

namespace Lamina.Cli.Commands;

/// <summary><c>lamina predict RUN FILE…</c>: asks a trained network what pictures show.</summary>
static class PredictCommand
{
    public static Command Make()
    {
        Argument<string> run = new("run") { Description = "The run's folder." };
        Argument<string[]> files = new("file") { Description = "Pictures (PNG, JPEG, BMP, PGM or idx), CSV files with the columns of a run on a table, or CSV files with a series for a run on one.", Arity = ArgumentArity.OneOrMore };
        Option<int?> count = Shared.Whole<int>("--count", "How many numbers to forecast, for a run on a series. Default: 12.");
        Option<bool> json = Shared.Json();
        Command command = new("predict", "Ask a trained network what pictures show, what belongs to the rows of a table, or how a series goes on.") { run, files, count, json };
        Guarded.Do(command, (parsed, cancellation) =>
        {
            RunFolder folder = RunFolder.Open(parsed.GetValue(run)!);
            if (File.Exists(folder.Model))
                return Answers.Print(Model.Load(folder.Model), parsed.GetValue(files)!, parsed.GetValue(json));
            (Recipe recipe, _) = folder.ReadSettings();
            if (recipe.OwnData is not null)
                throw new RecipeException($"'{folder.Path}' has no model yet: it is {folder.State.ToString().ToLowerInvariant()}. Finish it with `lamina train --resume {folder.Path}`.");
            if (recipe is SeriesRecipe)
                return SeriesAnswers.Print(Pipeline.Load<SeriesForecast>(folder.Path), parsed.GetValue(files)!, parsed.GetValue(count) ?? 12, parsed.GetValue(json));
            if (recipe is not PictureRecipe pictureRecipe)
                throw new RecipeException($"'{folder.Path}' is a run of {recipe.Name}, which does not classify pictures or rows. `lamina --help` lists what else a run can be asked.");
            Module<Tensor, Tensor> module = pictureRecipe.BuildModule();
            folder.LoadBestWeights(module);
            module.Eval();
            JsonArray answers = [];
            foreach (string file in parsed.GetValue(files)!)
            {
                Tensor pictures = PictureInput.Read(file, (int)recipe.InputShape[1], (int)recipe.InputShape[2], (int)recipe.InputShape[0]);
                float[] scores = Ask(module, pictures, cancellation);
                for (int i = 0; i < pictures.Shape[0]; i++)
                    Answer(recipe, file, i, pictures.Shape[0] > 1, scores.AsSpan(i * recipe.ClassNames.Count, recipe.ClassNames.Count), parsed.GetValue(json) ? answers : null);
            }

            if (parsed.GetValue(json))
                Console.WriteLine(answers.ToJsonString());
            return 0;
        });
        return command;
    }

    static float[] Ask(Module<Tensor, Tensor> module, Tensor pictures, CancellationToken cancellation)
    {
        const int Batch = 256;
        List<float> scores = [];
        using (Gradients.Off())
        {
            for (long first = 0; first < pictures.Shape[0]; first += Batch)
            {
                cancellation.ThrowIfCancellationRequested();
                Tensor batch = pictures.Slice(0, first, Math.Min(first + Batch, pictures.Shape[0]));
                scores.AddRange(module.Forward(batch).Softmax(-1).ToArray<float>());
            }
        }

        return [.. scores];
    }

    static void Answer(Recipe recipe, string file, int index, bool many, ReadOnlySpan<float> scores, JsonArray? answers)
    {
        int best = 0;
        for (int i = 1; i < scores.Length; i++)
            best = scores[i] > scores[best] ? i : best;
        string name = recipe.ClassNames[best];
        if (answers is null)
            Console.WriteLine($"{file}{(many ? $"[{index}]" : "")}  →  {name}  ({100 * scores[best]:0.0} %)");
        else
            answers.Add(new JsonObject { ["file"] = file, ["index"] = index, ["class"] = best, ["name"] = name, ["probability"] = scores[best] });
    }
}
