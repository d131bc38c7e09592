using System.Text.Json;
using Lamina.Imaging;

namespace Lamina.Cli.Tests;

/// <summary>Data of one's own from the command line: what was found, a run, what it predicts, and what can be wrong with the data.</summary>
public sealed class OwnDataTests : IDisposable
{
    readonly CommandLine _lamina = new();

    public void Dispose() => _lamina.Dispose();

    [Fact]
    public void A_table_is_described_learnt_against_its_baseline_evaluated_exported_and_asked()
    {
        Table("t.csv");
        (int exit, string output, string errors) = _lamina.Run("train", "table", "--data", "t.csv", "--target", "kind", "--epochs", "30", "--out", "run");
        Assert.True(exit == 0, errors);
        Assert.Contains("t.csv: 300 rows, 4 columns; 'kind' is one of 2 classes", output, StringComparison.Ordinal);
        Assert.Contains("has 300 different values in 300 cells", output, StringComparison.Ordinal);
        Assert.Contains("baseline accuracy", output, StringComparison.Ordinal);
        Assert.Contains("better than the baseline", output, StringComparison.Ordinal);

        JsonElement result = JsonDocument.Parse(File.ReadAllText(_lamina.At("run", "result.json"))).RootElement;
        Assert.InRange(result.GetProperty("value").GetDouble(), 0.9, 1);
        Assert.Equal(result.GetProperty("value").GetDouble(), _lamina.Json("evaluate", "run").GetProperty("value").GetDouble());
        Assert.Equal("table", _lamina.Json("runs", "list", ".")[0].GetProperty("recipe").GetString());
        Assert.Equal(0, _lamina.Run("export", "run", "--out", "t.onnx").Exit);
        Assert.True(File.Exists(_lamina.At("t.onnx")));

        // The file may be gone by then, columns come in any order, and the target is not needed.
        File.Move(_lamina.At("t.csv"), _lamina.At("gone.csv"));
        File.WriteAllText(_lamina.At("new.csv"), "colour;x\nred;8\nblue;8\n");
        Assert.Equal(["high", "low"], _lamina.Json("predict", "run", "new.csv").EnumerateArray().Select(answer => answer.GetProperty("class").GetString()));
        Assert.Contains("new.csv:2  →  high", _lamina.Run("predict", "run", "new.csv").Output, StringComparison.Ordinal);
        File.WriteAllText(_lamina.At("other.csv"), "x,color\n1,red\n");
        Assert.Contains("there is no column 'colour'", _lamina.Mistake("predict", "run", "other.csv"), StringComparison.Ordinal);
        Assert.Contains("is not there any more", _lamina.Mistake("evaluate", "run"), StringComparison.Ordinal);
        File.WriteAllText(_lamina.At("t.csv"), "changed");
        Assert.Contains("was changed since the run began", _lamina.Mistake("evaluate", "run"), StringComparison.Ordinal);
        Assert.Equal(0, _lamina.Run("runs", "remove", "run").Exit);
        Assert.False(Directory.Exists(_lamina.At("run")));
    }

    [Fact]
    public void Parts_of_each_kind_of_data_give_a_mean_and_a_deviation_and_no_run()
    {
        Table("t.csv");
        Texts();
        GreyPictures();
        foreach (string[] data in (string[][])[["table", "--data", "t.csv", "--target", "kind"], ["text", "--data", "texts"], ["images", "--data", "pictures"]])
        {
            JsonElement found = _lamina.Json(["train", .. data, "--folds", "3", "--set", data[0] == "images" ? "epochs=4" : "epochs=15"]);
            double[] values = [.. found.GetProperty("folds").EnumerateArray().Select(value => value.GetDouble())];
            Assert.Equal(3, values.Length);
            Assert.Equal("accuracy", found.GetProperty("metric").GetString());
            Assert.Equal(values.Average(), found.GetProperty("mean").GetDouble(), 1e-12);
            Assert.InRange(found.GetProperty("mean").GetDouble(), found.GetProperty("baseline").GetDouble() + 0.2, 1);
        }

        Assert.False(Directory.Exists(_lamina.At("runs")));
        Assert.Contains("too few for 81 parts", _lamina.Mistake("train", "images", "--data", "pictures", "--folds", "81", "--json"), StringComparison.Ordinal);
    }

    [Fact]
    public void Texts_in_folders_are_learnt_and_asked_for_in_a_table()
    {
        Texts();
        (int exit, string output, string errors) = _lamina.Run("train", "text", "--data", "texts", "--out", "run", "--epochs", "20");
        Assert.True(exit == 0, errors + output);
        File.WriteAllText(_lamina.At("new.csv"), "text\n\"Lovely, the music!\"\na dull story\n");
        Assert.Equal(["good", "bad"], _lamina.Json("predict", "run", "new.csv").EnumerateArray().Select(answer => answer.GetProperty("class").GetString()));
    }

    [Fact]
    public void Pictures_in_folders_are_learnt_and_asked_and_broken_and_repeated_ones_are_left_out()
    {
        Random random = GreyPictures();
        File.Copy(_lamina.At("pictures", "dark", "00.png"), _lamina.At("pictures", "light", "copy.png"));
        File.WriteAllText(_lamina.At("pictures", "dark", "broken.png"), "no picture");
        (int exit, string output, string errors) = _lamina.Run("train", "images", "--data", "pictures", "--out", "run", "--epochs", "4");
        Assert.True(exit == 0, errors + output);
        Assert.Contains("80 pictures of 2 classes, 20×16, grey", output, StringComparison.Ordinal);
        Assert.Contains("1 pictures have the same pixels", output, StringComparison.Ordinal);
        Assert.Contains("broken.png cannot be read", output, StringComparison.Ordinal);
        Png.Write(Grey(random, 150), _lamina.At("new.png"));
        Assert.Equal("light", _lamina.Json("predict", "run", "new.png")[0].GetProperty("class").GetString());
    }

    [Fact]
    public void Settings_are_compared_on_the_validation_part_and_the_best_is_measured()
    {
        EasyPictures.Place(_lamina.At("data"));
        JsonElement found = _lamina.Json("sweep", "mnist-mlp", "--data", "data", "--set", "learningRate=1e-7,2e-3", "--set", "epochs=1", "--out", "sweep");
        JsonElement[] tried = [.. found.GetProperty("tried").EnumerateArray()];
        Assert.Equal(["learningRate=2e-3 epochs=1", "learningRate=1e-7 epochs=1"], tried.Select(one => one.GetProperty("settings").GetString()));
        Assert.True(tried[0].GetProperty("validation").GetDouble() > tried[1].GetProperty("validation").GetDouble());
        double test = found.GetProperty("test").GetDouble();
        Assert.InRange(test, 0.2, 1);
        Assert.NotEqual(tried[0].GetProperty("validation").GetDouble(), test);
        Assert.Equal(_lamina.Json("evaluate", tried[0].GetProperty("run").GetString()!, "--data", "data").GetProperty("value").GetDouble(), test);
        Assert.Contains("no setting 'speed'", _lamina.Mistake("sweep", "mnist-mlp", "--set", "speed=1,2"), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_wrong_with_data_is_said_before_anything_is_made()
    {
        Table("t.csv");
        Directory.CreateDirectory(_lamina.At("empty"));
        File.WriteAllText(_lamina.At("settings.json"), "{\"epochs\": 0}");
        File.WriteAllText(_lamina.At("broken.json"), "{");
        string[] before = [.. Directory.EnumerateFileSystemEntries(_lamina.Folder).Order()];
        (string[] Arguments, string Part)[] mistakes =
        [
            (["train", "table"], "needs --data, a CSV file"),
            (["train", "table", "--data", "t.csv"], "Name it with --target; its columns are x, colour, note, kind"),
            (["train", "table", "--data", "none.csv", "--target", "kind"], "There is no file or folder 'none.csv'"),
            (["train", "table", "--data", "t.csv", "--target", "sort"], "there is no column 'sort'"),
            (["train", "table", "--data", "t.csv", "--target", "note"], "too many for classes"),
            (["train", "table", "--data", "empty", "--target", "x"], "is a folder, and a table is a CSV file"),
            (["train", "images", "--data", "t.csv"], "pictures are to lie in a folder"),
            (["train", "images", "--data", "empty"], "has no folders"),
            (["train", "text", "--data", "empty"], "has no folders"),
            (["train", "digits-cnn", "--target", "x"], "--target goes with `lamina train table`"),
            (["train", "digits-cnn", "--folds", "3"], "The parts of 'digits-cnn' are fixed"),
            (["train", "--folds", "3"], "needs one of table, text, images"),
            (["train", "table", "--data", "t.csv", "--target", "kind", "--folds", "3", "--out", "run"], "leave --out and --resume away"),
            (["train", "table", "--data", "t.csv", "--target", "kind", "--folds", "301", "--json"], "too few for 301 parts"),
            (["train", "table", "--data", "t.csv", "--target", "kind", "--folds", "1"], "--folds must be 2 or more"),
            (["train", "digits-cnn", "--config", "none.json"], "There is no file 'none.json' of settings"),
            (["train", "digits-cnn", "--config", "broken.json"], "is no JSON"),
            (["train", "digits-cnn", "--config", "settings.json"], "epochs must be 1 or more; got 0"),
        ];
        foreach ((string[] arguments, string part) in mistakes)
            Assert.Contains(part, _lamina.Mistake(arguments), StringComparison.Ordinal);
        Assert.Equal(before, Directory.EnumerateFileSystemEntries(_lamina.Folder).Order());
    }

    void Texts()
    {
        Random random = new(1);
        string[] good = ["fine", "lovely", "great"], bad = ["awful", "dull", "poor"], other = ["the", "film", "story", "and", "actor", "music"];
        foreach ((string label, string[] words) in ((string, string[])[])[("good", good), ("bad", bad)])
        {
            Directory.CreateDirectory(_lamina.At("texts", label));
            for (int i = 0; i < 60; i++)
                File.WriteAllText(_lamina.At("texts", label, $"{i:00}.txt"), string.Join(' ', Enumerable.Range(0, 8).Select(place => place == i % 8 ? words[random.Next(3)] : other[random.Next(6)])) + $" {i}");
        }
    }

    Random GreyPictures()
    {
        Random random = new(1);
        foreach (string label in (string[])["dark", "light"])
        {
            Directory.CreateDirectory(_lamina.At("pictures", label));
            for (int i = 0; i < 40; i++)
                Png.Write(Grey(random, label == "dark" ? 0 : 160), _lamina.At("pictures", label, $"{i:00}.png"));
        }

        return random;
    }

    static Picture Grey(Random random, int least)
    {
        byte[] pixels = new byte[20 * 16];
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = (byte)(least + random.Next(90));
        return new Picture(20, 16, 1, pixels);
    }

    // High where x is positive and the colour red.
    void Table(string name)
    {
        Random random = new(1);
        File.WriteAllText(_lamina.At(name), "x,colour,note,kind\n" + string.Concat(Enumerable.Range(0, 300).Select(row =>
        {
            (double x, string colour) = ((20 * random.NextDouble()) - 10, random.Next(4) > 0 ? "red" : "blue");
            return FormattableString.Invariant($"{x},{colour},n{row},{(x > 0 && colour == "red" ? "high" : "low")}\n");
        })));
    }
}
