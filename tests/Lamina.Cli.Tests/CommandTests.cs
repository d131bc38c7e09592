using System.Text.Json;
using Lamina.Imaging;
using Lamina.Recipes;

namespace Lamina.Cli.Tests;

/// <summary>What each command does when all is well: exit codes, files, and the fields and types of its JSON.</summary>
public sealed class CommandTests : IDisposable
{
    const JsonValueKind Text = JsonValueKind.String, Number = JsonValueKind.Number, Truth = JsonValueKind.True;

    readonly CommandLine _lamina = new();

    public void Dispose() => _lamina.Dispose();

    [Fact]
    public void Recipes_are_one_line_of_json_with_all_fields()
    {
        (int exit, string output, _) = _lamina.Run("recipes", "--json");
        Assert.Equal(0, exit);
        JsonElement[] recipes = [.. JsonDocument.Parse(Assert.Single(CommandLine.Lines(output))).RootElement.EnumerateArray()];
        Assert.Equal(RecipeBook.All.Select(recipe => recipe.Name), recipes.Select(recipe => recipe.GetProperty("recipe").GetString()));
        Assert.Contains("digits-cnn", RecipeBook.All.Select(recipe => recipe.Name));
        Assert.All(recipes, recipe => Check(
            recipe, ("recipe", Text), ("task", Text), ("data", Text), ("metric", Text), ("direction", Text), ("target", Number), ("source", Text), ("minutes", Number)));
    }

    [Fact]
    public void The_recipe_that_needs_no_data_trains()
    {
        JsonElement result = _lamina.Json("train", "digits-cnn", "--set", "limit=400", "--epochs", "1", "--batch-size", "32");
        Assert.InRange(result.GetProperty("value").GetDouble(), 0.05, 0.99);
        Assert.True(File.Exists(_lamina.At("runs", "digits-cnn-1", "best.safetensors")));
    }

    [Fact]
    public void A_run_is_trained_to_its_target_evaluated_and_asked()
    {
        EasyPictures.Place(_lamina.At("data"));

        // Options stand before or after the recipe; each --set takes one setting.
        (int exit, string output, string errors) = _lamina.Run(
            "train", "--set", "limit=240", "mnist-mlp", "--data", _lamina.At("data"), "--learning-rate", "0.01", "--seed", "5000000000", "--set", "epochs=4", "--json");
        Assert.True(exit == 0, errors);
        string run = _lamina.At("runs", "mnist-mlp-1");
        JsonElement result = JsonDocument.Parse(CommandLine.Lines(output)[^1]).RootElement;
        Check(
            result, ("recipe", Text), ("metric", Text), ("direction", Text), ("value", Number), ("baseline", Number), ("target", Number), ("passed", Truth), ("seconds", Number),
            ("epochs", Number), ("parameters", Number), ("samplesPerSecond", Number), ("peakMemoryMiB", Number), ("seed", Number));
        Assert.Equal((1.0, 0.97, 4, 5_000_000_000), (result.GetProperty("value").GetDouble(), result.GetProperty("target").GetDouble(), result.GetProperty("epochs").GetInt32(), result.GetProperty("seed").GetInt64()));
        Assert.Equal(
            ["best.safetensors", "environment.json", "gradients.safetensors", "last.safetensors", "log.txt", "metrics.csv", "metrics.jsonl", "result.json", "settings.json"],
            Directory.EnumerateFileSystemEntries(run).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(5, File.ReadLines(Path.Combine(run, "metrics.csv")).Count());
        JsonElement settings = JsonDocument.Parse(File.ReadAllText(Path.Combine(run, "settings.json"))).RootElement.GetProperty("settings");
        Assert.Equal((0.01, 240), (settings.GetProperty("learningRate").GetDouble(), settings.GetProperty("limit").GetInt32()));

        JsonElement evaluation = _lamina.Json("evaluate", run, "--data", _lamina.At("data"));
        Assert.Equal(result.GetProperty("value").GetDouble(), evaluation.GetProperty("value").GetDouble());
        Assert.Equal(JsonValueKind.True, evaluation.GetProperty("passed").ValueKind);

        // A batch larger than the set, one step too few to learn it: the target is missed, and the second run gets the next number.
        (int missed, string lines, _) = _lamina.Run("train", "mnist-mlp", "--data", _lamina.At("data"), "--epochs", "1", "--learning-rate", "1e-6", "--batch-size", "2000000000");
        Assert.Equal(2, missed);
        Assert.Contains("missed the target of 97.00 %", lines, StringComparison.Ordinal);
        Assert.DoesNotContain("course", lines, StringComparison.Ordinal);
        string shown = _lamina.Run("runs", "show", run).Output;
        Assert.Contains("course", shown, StringComparison.Ordinal);
        Assert.Contains("val_loss", shown, StringComparison.Ordinal);
        Assert.True(File.Exists(_lamina.At("runs", "mnist-mlp-2", "result.json")));

        Ask(run);
    }

    [Fact]
    public void Summary_and_data_sets_are_shown_as_table_and_as_json()
    {
        (int exit, string table, _) = _lamina.Run("summary", "mnist-mlp");
        Assert.Equal(0, exit);
        Assert.Contains("50,240", table, StringComparison.Ordinal);
        JsonElement summary = _lamina.Json("summary", "mnist-mlp");
        Check(summary, ("recipe", Text), ("parameters", Number), ("shapes", JsonValueKind.Object));
        Assert.Equal(((784 + 1) * 64) + (65 * 64) + (65 * 10), summary.GetProperty("parameters").GetInt32());
        Assert.Equal("[64,784]", summary.GetProperty("shapes").GetProperty("1.weight").GetRawText());

        EasyPictures.Place(_lamina.At("data"));
        EasyPictures.Place(_lamina.At("elsewhere"));
        Assert.Contains("fashion-mnist", _lamina.Run("datasets", "--data", _lamina.At("data")).Output, StringComparison.Ordinal);
        JsonElement sets = _lamina.Json("datasets", "--data", _lamina.At("data"));
        Assert.Equal(["embedded", _lamina.At("data", "mnist"), "not here; downloaded on first use"], (string[])[Place(sets, "digits"), Place(sets, "mnist"), Place(sets, "fashion-mnist")]);

        // A named folder is the only one: what it lacks does not come from elsewhere.
        File.Delete(_lamina.At("data", "mnist", "train-labels-idx1-ubyte"));
        (_, string output, _) = _lamina.RunWith([("LAMINA_DATA", _lamina.At("elsewhere"))], "datasets", "--data", _lamina.At("data"), "--json");
        Assert.Contains("which lacks train-labels", Place(JsonDocument.Parse(output).RootElement, "mnist"), StringComparison.Ordinal);
        (_, output, _) = _lamina.RunWith([("LAMINA_DATA", _lamina.At("elsewhere"))], "datasets", "--json");
        Assert.Equal(_lamina.At("elsewhere", "mnist"), Place(JsonDocument.Parse(output).RootElement, "mnist"));

        static string Place(JsonElement sets, string name) => sets.EnumerateArray().Single(set => set.GetProperty("name").GetString() == name).GetProperty("place").GetString()!;
    }

    [Fact]
    public void Threads_are_those_of_the_option_then_of_the_variable_then_the_cores()
    {
        EasyPictures.Place(_lamina.At("data"), train: 64);
        (string? Variable, string[] Option, int Expected)[] cases =
            [("3", ["--threads", "2"], 2), ("3", [], 3), (null, [], Environment.ProcessorCount)];
        for (int i = 0; i < cases.Length; i++)
        {
            string run = _lamina.At($"threads-{i}");
            (int exit, _, string errors) = _lamina.RunWith(
                [("LAMINA_THREADS", cases[i].Variable)], ["train", "mnist-mlp", "--data", _lamina.At("data"), "--epochs", "1", "--out", run, .. cases[i].Option]);
            Assert.True(exit is 0 or 2, errors);
            using JsonDocument settings = JsonDocument.Parse(File.ReadAllText(Path.Combine(run, "settings.json")));
            Assert.Equal(cases[i].Expected, settings.RootElement.GetProperty("threads").GetInt32());
        }
    }

    // One picture in every form that predict takes: each is read as the same pixels, so each gets the same answer.
    void Ask(string run)
    {
        const int Digit = 7, Large = 2 * EasyPictures.Side;
        byte[] pixels = EasyPictures.Pixels(Digit), inverted = [.. pixels.Select(value => (byte)(255 - value))];
        byte[] large = [.. Enumerable.Range(0, Large * Large).Select(i => pixels[(i / Large / 2 * EasyPictures.Side) + (i % Large / 2)])];
        Png.Write(new Picture(28, 28, 1, pixels), _lamina.At("a.png"));
        Pnm.Write(new Picture(28, 28, 1, pixels), _lamina.At("b.pgm"));
        Png.Write(new Picture(Large, Large, 1, large), _lamina.At("large.png"));
        Png.Write(new Picture(28, 28, 1, inverted), _lamina.At("inverted.png"));
        EasyPictures.Write(_lamina.At("pictures.idx3"), [2, 28, 28], [.. pixels, .. EasyPictures.Pixels(3)]);

        JsonElement[] answers = [.. _lamina.Json("predict", run, "a.png", "b.pgm", "large.png", "inverted.png", "pictures.idx3").EnumerateArray()];
        Assert.All(answers, answer => Check(answer, ("file", Text), ("index", Number), ("class", Number), ("name", Text), ("probability", Number)));
        Assert.Equal([7, 7, 7, 7, 7, 3], answers.Select(answer => answer.GetProperty("class").GetInt32()));
        Assert.Equal([0, 0, 0, 0, 0, 1], answers.Select(answer => answer.GetProperty("index").GetInt32()));
        double sure = answers[0].GetProperty("probability").GetDouble();
        Assert.InRange(sure, 0.5, 1);
        Assert.All(answers[..5], answer => Assert.Equal(sure, answer.GetProperty("probability").GetDouble(), 1e-6));

        (int exit, string output, _) = _lamina.Run("predict", run, "a.png", "pictures.idx3");
        Assert.Equal(0, exit);
        string[] lines = CommandLine.Lines(output);
        Assert.Equal(3, lines.Length);
        Assert.StartsWith("a.png", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("pictures.idx3[1]", lines[2], StringComparison.Ordinal);

        // What cannot be asked about.
        EasyPictures.Write(_lamina.At("empty-ubyte"), [0, 28, 28], []);
        EasyPictures.Write(_lamina.At("small-ubyte"), [1, 14, 28], new byte[392]);
        File.WriteAllText(_lamina.At("text.png"), "no picture");
        foreach ((string file, string part) in ((string, string)[])[("empty-ubyte", "holds no pictures"), ("small-ubyte", "[1, 14, 28]"), ("text.png", "no known kind"), ("gone.png", "There is no file 'gone.png'")])
            Assert.Contains(part, _lamina.Mistake("predict", run, file), StringComparison.Ordinal);
    }

    static void Check(JsonElement value, params (string Name, JsonValueKind Kind)[] fields)
    {
        Assert.Equal(fields.Select(field => field.Name), value.EnumerateObject().Select(property => property.Name));
        foreach ((string name, JsonValueKind kind) in fields)
        {
            JsonValueKind got = value.GetProperty(name).ValueKind;
            Assert.True(got == kind || (kind == Truth && got == JsonValueKind.False), $"{name} is a {got}");
        }

        if (value.TryGetProperty("direction", out JsonElement direction))
            Assert.True(direction.GetString() is "higher" or "lower");
    }
}
