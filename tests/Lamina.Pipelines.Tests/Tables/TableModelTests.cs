using Lamina.Data;
using Lamina.Training;
using Xunit;

namespace Lamina.Pipelines.Tests.Tables;

[Collection(nameof(Alone))]
public sealed class TableModelTests
{
    [Fact]
    public void A_class_that_follows_from_numbers_and_a_category_is_learnt_and_travels_through_a_file()
    {
        using TemporaryFolder folder = new();
        string path = folder.At("t.csv");
        File.WriteAllText(path, "x,colour,note,kind\n" + string.Concat(Rows(400)));
        TableModel model = TableModel.Train(path, target: "kind", epochs: 40, seed: 1, verbose: Verbosity.Silent);
        Assert.Equal("accuracy", model.Metric);
        Assert.InRange(model.Score, 0.93, 1);
        Assert.InRange(model.Baseline, 0.4, 0.7);

        // In another order, without the target, with a colour that was never seen and a missing number.
        File.WriteAllText(folder.At("new.csv"), "colour,x\nred,5\nred,-5\nblue,5\ngreen,\n");
        Table asked = Table.Detect(folder.At("new.csv"));
        IReadOnlyList<Answer> answers = model.Predict(asked);
        Assert.Equal(["high", "low", "low"], answers.Take(3).Select(answer => answer.Class));
        Assert.All(answers, answer => Assert.Equal(1, answer.Probabilities.Sum(), 1e-5f));
        Assert.All(answers, answer => Assert.Equal(answer.Probabilities.Max(), answer.Value));

        model.Save(folder.At("t.lamina"));
        TableModel read = TableModel.Load(folder.At("t.lamina"));
        Assert.Equal(answers.Select(answer => answer.Value), read.Predict(asked).Select(answer => answer.Value));
    }

    [Fact]
    public void A_number_is_learnt_and_answered_in_its_own_unit()
    {
        using TemporaryFolder folder = new();
        string path = folder.At("t.csv");
        Random random = new(2);
        File.WriteAllText(path, "a,b,price\n" + string.Concat(Enumerable.Range(0, 600).Select(_ =>
        {
            (double a, double b) = (random.NextDouble(), Math.Exp(4 * random.NextDouble()));
            return FormattableString.Invariant($"{a},{b},{100_000 + (50_000 * a) + (20_000 * Math.Log(b))}\n");
        })));
        TableModel model = TableModel.Train(path, target: "price", epochs: 40, seed: 1, verbose: Verbosity.Silent);
        Assert.Equal("root_mean_squared_error", model.Metric);
        Assert.InRange(model.Score, 0, 0.15 * model.Baseline);
        Table one = Table.Detect(path).Select([7]);
        Assert.Equal(one.Doubles("price")[0], model.Predict(one)[0].Value, 4 * model.Score);
        Assert.Null(model.Predict(one)[0].Class);
    }

    [Fact]
    public void Parts_do_not_share_rows_and_nothing_fitted_depends_on_what_is_held_out()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder.At("t.csv"), "x,colour,note,kind\n" + string.Concat(Rows(200)) + string.Concat(Rows(50)));
        Table table = Table.Detect(folder.At("t.csv"));
        TableTask task = TableTask.Of(table, "kind", seed: 5);
        Assert.Equal(50, task.Facts.Duplicates);
        Assert.InRange(task.LeftOut, 10, 50);
        Assert.Equal(250, task.Train.Count + task.Validation.Count + task.Test.Count + task.LeftOut);

        (Table train, Table rest) = table.Split(0.3, seed: 5);
        (Table one, Table other) = rest.Split(0.5, seed: 5);
        TableTask first = TableTask.Of(train, one, other, "kind"), second = TableTask.Of(train, other, one, "kind");
        Assert.Equal(first.Train.ReadAll().Input.ToArray<float>(), second.Train.ReadAll().Input.ToArray<float>());
        Assert.Equal(first.Validation.ReadAll().Input.ToArray<float>(), second.Test.ReadAll().Input.ToArray<float>());
    }

    [Fact]
    public void Folds_hold_each_row_out_once()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder.At("t.csv"), "x,colour,note,kind\n" + string.Concat(Rows(100)));
        TableTask[] tasks = [.. TableTask.Folds(Table.Detect(folder.At("t.csv")), "kind", 4, seed: 1)];
        Assert.Equal(100, tasks.Sum(task => task.Test.Count));
        Assert.All(tasks, task => Assert.Equal(100, task.Train.Count + task.Validation.Count + task.Test.Count));
    }

    [Fact]
    public void Folds_of_texts_hold_each_text_out_once_and_know_the_words_of_their_training_part_alone()
    {
        using TemporaryFolder folder = new();

        // Thirty words, each in two texts, and one that is in no other: a word counts only where two texts of the training part have it.
        File.WriteAllText(folder.At("t.csv"), "text,kind\n" + string.Concat(Enumerable.Range(0, 60).Select(row =>
            $"film {(char)('a' + (row % 30 / 6))}{(char)('a' + (row % 6))}xx of {(char)('a' + (row / 6))}{(char)('a' + (row % 6))}y,{(row % 2 == 0 ? "good" : "bad")}\n")));
        TableTask[] tasks = [.. TableTask.FoldsOfTexts(Table.Detect(folder.At("t.csv")), "kind", 3, seed: 1)];
        Assert.Equal(60, tasks.Sum(task => task.Test.Count));
        Assert.All(tasks, task =>
        {
            Assert.Equal("text", task.TextColumn);
            Assert.Equal(60, task.Train.Count + task.Validation.Count + task.Test.Count);
            Assert.InRange(task.InputShape[0], 5, 30);
            Assert.All(task.Train.ReadAll().Input.NotEqualTo(0).Sum([0]).ToArray<long>()[1..], texts => Assert.InRange(texts, 2, 60));
        });
        Assert.Contains("too few for 61 parts", Assert.Throws<DataFormatException>(() => TableTask.FoldsOfTexts(Table.Detect(folder.At("t.csv")), "kind", 61).Count()).Message, StringComparison.Ordinal);
    }

    // Of 400 rows one in two is red; only red ones with a positive x are high. The note is the row's own and says nothing.
    static IEnumerable<string> Rows(int count)
    {
        Random random = new(1);
        for (int row = 0; row < count; row++)
        {
            (double x, string colour) = ((20 * random.NextDouble()) - 10, random.Next(4) > 0 ? "red" : "blue");
            yield return FormattableString.Invariant($"{(row % 17 == 0 ? "" : FormattableString.Invariant($"{x}"))},{colour},n{row},{(row % 17 != 0 && x > 0 && colour == "red" ? "high" : "low")}\n");
        }
    }
}
