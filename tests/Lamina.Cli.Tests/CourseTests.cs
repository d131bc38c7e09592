using Spectre.Console;

namespace Lamina.Cli.Tests;

public sealed class CourseTests
{
    [Fact]
    public void A_curve_has_a_letter_for_each_value_or_for_neighbours_together()
    {
        Assert.Equal("▁▂▃▄▅▆▇█", Sparkline.Of([0, 1, 2, 3, 4, 5, 6, 7], 24, unicode: true));
        Assert.Equal("_.-=+*%#", Sparkline.Of([0, 1, 2, 3, 4, 5, 6, 7], 24, unicode: false));
        Assert.Equal("█ ▁ █", Sparkline.Of([5, double.NaN, -1, double.PositiveInfinity, 5], 24, unicode: true));
        Assert.Equal("▁▁▁", Sparkline.Of([2, 2, 2], 24, unicode: true));
        Assert.Equal("▁█", Sparkline.Of([1, 3, 7, 9, 8], 2, unicode: true));
        Assert.Equal("▁▃▆█", Sparkline.Of([.. Enumerable.Range(0, 1000).Select(i => (double)i)], 4, unicode: true));
        Assert.Equal("  ", Sparkline.Of([double.NaN, double.NaN], 24, unicode: true));
        Assert.Equal("", Sparkline.Of([], 24, unicode: true));
    }

    [Fact]
    public void A_table_shows_how_the_values_of_a_run_went()
    {
        IReadOnlyDictionary<string, double>[] epochs =
        [
            new OrderedDictionary<string, double> { ["epoch"] = 1, ["seconds"] = 3, ["loss"] = 2.34567, ["val_accuracy"] = 0.5 },
            new OrderedDictionary<string, double> { ["epoch"] = 2, ["seconds"] = 3, ["loss"] = 0.25, ["val_accuracy"] = double.NaN },
            new OrderedDictionary<string, double> { ["epoch"] = 3, ["seconds"] = 3, ["loss"] = 0.5, ["val_accuracy"] = 0.75 },
        ];
        Assert.Null(CourseTable.Of(epochs[..1], unicode: true));
        StringWriter output = new();
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(output) });
        console.Profile.Width = 80;
        console.Write(CourseTable.Of(epochs, unicode: true)!);
        string[][] rows = [.. output.ToString().Split('\n').Select(line => line.Split(['│', '|'], StringSplitOptions.TrimEntries)).Where(cells => cells.Length > 5)];
        Assert.Equal(["last", "lowest", "highest", "course"], rows[0][2..6]);
        Assert.Equal(["loss", "0.5", "0.25 in 2", "2.35 in 1", "█▁▁"], rows[1][1..6]);
        Assert.Equal(["val_accuracy", "0.75", "0.5 in 1", "0.75 in 3", "▁ █"], rows[2][1..6]);
        Assert.Equal(3, rows.Length);
        Assert.DoesNotContain('\u001b', output.ToString());
    }
}
