using Xunit;

namespace Lamina.Data.Tests.Preprocessing;

public sealed class TableFactsTests
{
    [Fact]
    public void Titanic_is_seen_as_it_is()
    {
        if (DataFile("tabular/titanic.csv") is not { } path)
        {
            Assert.Skip($"missing data: {DataFolders.Variable} names no folder with tabular/titanic.csv.");
            return;
        }

        TableFacts facts = TableFacts.Of(Table.Detect(path), "Survived");
        Assert.True(facts.IsClassification);
        Assert.Equal([("0", 549), ("1", 342)], facts.Classes.Select(pair => (pair.Key, pair.Value)));
        Dictionary<string, ColumnFacts> columns = facts.Columns.ToDictionary(column => column.Name);
        Assert.Equal(ColumnKind.Ignored, columns["PassengerId"].Kind);
        Assert.Equal("numbers the rows", columns["PassengerId"].About);
        Assert.Equal(ColumnKind.Text, columns["Name"].Kind);
        Assert.Equal(ColumnKind.Category, columns["Sex"].Kind);
        Assert.Equal((ColumnKind.Number, 177), (columns["Age"].Kind, columns["Age"].Missing));
        Assert.Equal(ColumnKind.Ignored, columns["Ticket"].Kind);
        Assert.Equal((ColumnKind.Category, 2), (columns["Embarked"].Kind, columns["Embarked"].Missing));
        Assert.Contains("Age", facts.ToString(), StringComparison.Ordinal);
        Assert.Contains("177 missing (19.9 %)", facts.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a;b\n1;2\n", 1, "a")]
    [InlineData("1\t2\n3\t4\n", 2, "0")]
    [InlineData("\"x, y\"|b\n1|2\n", 1, "x, y")]
    public void Separator_and_header_are_found_by_looking(string text, int rows, string first)
    {
        using TemporaryFolder folder = new();
        string path = folder.At("t.csv");
        File.WriteAllText(path, text);
        Table table = Table.Detect(path);
        Assert.Equal((rows, 2, first), (table.Count, table.Columns.Count, table.Columns[0]));
    }

    [Fact]
    public void A_target_that_cannot_be_learnt_is_refused_with_the_reason()
    {
        using TemporaryFolder folder = new();
        string path = folder.At("t.csv");
        File.WriteAllText(path, "a,same,name\n" + string.Concat(Enumerable.Range(0, 30).Select(row => $"{row % 7},1,n{row}\n")));
        Table table = Table.Detect(path);
        Assert.Contains("the one value '1'", Assert.Throws<DataFormatException>(() => TableFacts.Of(table, "same")).Message, StringComparison.Ordinal);
        Assert.Contains("too many for classes", Assert.Throws<DataFormatException>(() => TableFacts.Of(table, "name")).Message, StringComparison.Ordinal);
        Assert.Contains("there is no column 'z'", Assert.Throws<DataFormatException>(() => TableFacts.Of(table, "z")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parts_keep_the_shares_of_a_column_and_folds_hold_each_row_out_once()
    {
        using TemporaryFolder folder = new();
        string path = folder.At("t.csv");
        File.WriteAllText(path, "n,c\n" + string.Concat(Enumerable.Range(0, 100).Select(row => $"{row},{(row % 5 == 0 ? "rare" : "usual")}\n")));
        Table table = Table.Detect(path);
        (Table kept, Table heldOut) = table.Split(0.2, seed: 3, stratify: "c");
        Assert.Equal((80, 20, 4), (kept.Count, heldOut.Count, heldOut.Strings("c").Count(value => value == "rare")));
        Assert.Empty(kept.Strings("n").Intersect(heldOut.Strings("n")));
        Assert.Equal(0, table.Except(table).Count);
        IReadOnlyList<(Table Train, Table Validation)> folds = table.Folds(5, seed: 1, stratify: "c");
        Assert.Equal(Enumerable.Range(0, 100), folds.SelectMany(fold => fold.Validation.Strings("n")).Select(int.Parse).Order());
        Assert.All(folds, fold => Assert.Equal(4, fold.Validation.Strings("c").Count(value => value == "rare")));
    }

    [Fact]
    public void Rare_classes_are_balanced_by_weights_and_by_choice()
    {
        long[] labels = [0, 0, 0, 0, 0, 0, 1, 1, 2];
        Assert.Equal([0.5, 1.5, 3], ClassBalance.Weights(labels).OrderBy(pair => pair.Key).Select(pair => pair.Value));
        Assert.Equal([1, 1, 1], Counts(ClassBalance.UnderSample(labels)));
        IReadOnlyList<long> over = ClassBalance.OverSample(labels);
        Assert.Equal([6, 6, 6], Counts(over));
        Assert.Equal([3, 3], over.Where(sample => labels[sample] == 1).CountBy(sample => sample).Select(pair => pair.Value));

        IEnumerable<int> Counts(IReadOnlyList<long> samples) => samples.CountBy(sample => labels[sample]).OrderBy(pair => pair.Key).Select(pair => pair.Value);
    }

    static string? DataFile(string path) => new DataFolders(null).Parents.Select(parent => Path.Combine(parent, path)).FirstOrDefault(File.Exists);
}
