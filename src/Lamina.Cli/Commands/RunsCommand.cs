using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Lamina.Recipes;
using Spectre.Console;

namespace Lamina.Cli.Commands;

/// <summary><c>lamina runs</c>: what was trained, how it stands, and what differs between runs.</summary>
static class RunsCommand
{
    public static Command Make() => new("runs", "List the runs, look at them, compare and remove them.") { MakeList(), MakeShow(), MakeCompare(), MakeRemove() };

    static Command MakeList()
    {
        Argument<string> folder = new("folder") { Description = "Where the runs are. Default: runs.", DefaultValueFactory = _ => "runs" };
        Option<bool> json = Shared.Json();
        Command command = new("list", "List the runs in a folder, and how they stand.") { folder, json };
        Guarded.Do(command, (parsed, _) =>
        {
            RunSummary[] runs = [.. RunFolder.In(parsed.GetValue(folder)!).Select(RunSummary.Of)];
            if (parsed.GetValue(json))
                return Print(runs);
            Table table = new Table().Border(TableBorder.Simple).AddColumns("run", "state", "epochs", "metric", "value", "target", "reached");
            foreach (TableColumn column in table.Columns)
                column.NoWrap = true;
            foreach (RunSummary run in runs)
            {
                RecipeResult? result = run.Result;
                table.AddRow(
                    Markup.Escape(NameOf(run)), run.State, $"{run.EpochsDone}/{run.Settings.Epochs}",
                    result?.Metric ?? "", result is null ? "" : Number(result.Value), result is null ? "" : Number(result.Target), result is null ? "" : result.Passed ? "yes" : "no");
            }

            if (runs.Length == 0)
                Console.WriteLine($"There are no runs in '{parsed.GetValue(folder)}'. `lamina train RECIPE` makes one.");
            else
                AnsiConsole.Write(table);
            return 0;
        });
        return command;
    }

    static Command MakeShow()
    {
        Argument<string> run = new("run") { Description = "The run's folder." };
        Option<bool> json = Shared.Json();
        Command command = new("show", "Show a run: settings, the last epoch, and what it reached.") { run, json };
        Guarded.Do(command, (parsed, _) =>
        {
            RunFolder folder = RunFolder.Open(parsed.GetValue(run)!);
            RunSummary shown = RunSummary.Of(folder);
            if (parsed.GetValue(json))
                return Print([shown]);
            Table table = new Table().AddColumns("what", "value");
            foreach ((string name, string value) in Rows(shown))
                table.AddRow(Markup.Escape(name), Markup.Escape(value));
            AnsiConsole.Write(table);
            CourseTable.Write(folder.ReadMetrics());
            if (shown.State is "stopped" or "unbegun")
                Console.WriteLine($"Go on with `lamina train --resume {shown.Run}`.");
            return 0;
        });
        return command;
    }

    static Command MakeCompare()
    {
        Argument<string[]> runs = new("run") { Description = "The runs' folders, two or more.", Arity = new ArgumentArity(2, 100) };
        Option<bool> json = Shared.Json();
        Command command = new("compare", "Show what differs between runs.") { runs, json };
        Guarded.Do(command, (parsed, _) =>
        {
            RunSummary[] compared = [.. parsed.GetValue(runs)!.Select(path => RunSummary.Of(RunFolder.Open(path)))];
            if (parsed.GetValue(json))
                return Print(compared);
            Table table = new Table().AddColumns(["", .. compared.Select(run => Markup.Escape(run.Run))]);
            List<Dictionary<string, string>> columns = [.. compared.Select(run => Rows(run).ToDictionary(row => row.Name, row => row.Value))];
            foreach (string name in columns.SelectMany(column => column.Keys).Distinct())
            {
                string[] values = [.. columns.Select(column => column.GetValueOrDefault(name, ""))];
                if (values.Distinct().Count() > 1)
                    table.AddRow([Markup.Escape(name), .. values.Select(Markup.Escape)]);
            }

            if (table.Rows.Count == 0)
                Console.WriteLine("The runs do not differ.");
            else
                AnsiConsole.Write(table);
            return 0;
        });
        return command;
    }

    static Command MakeRemove()
    {
        Argument<string[]> runs = new("run") { Description = "The runs' folders.", Arity = ArgumentArity.OneOrMore };
        Command command = new("remove", "Remove runs and all that is in their folders of theirs.") { runs };
        Guarded.Do(command, (parsed, _) =>
        {
            RunFolder[] removed = [.. parsed.GetValue(runs)!.Select(RunFolder.Open)];
            foreach (RunFolder folder in removed)
                Console.WriteLine(folder.Remove() ? $"{folder.Path} is removed." : $"{folder.Path} is no run any more; files in it that were not the run's stay.");
            return 0;
        });
        return command;
    }

    // The folder's own name; with that of the recipe where it does not say it.
    static string NameOf(RunSummary run)
    {
        string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(run.Run));
        return name.StartsWith(run.Recipe, StringComparison.Ordinal) ? name : $"{name} ({run.Recipe})";
    }

    static int Print(RunSummary[] runs)
    {
        Console.WriteLine(JsonSerializer.Serialize(runs, RecipeJson.Default.RunSummaryArray));
        return 0;
    }

    static IEnumerable<(string Name, string Value)> Rows(RunSummary run)
    {
        yield return ("recipe", run.Recipe);
        yield return ("state", run.State);
        yield return ("epochs", Number(run.Settings.Epochs));
        yield return ("batchSize", Number(run.Settings.BatchSize));
        yield return ("learningRate", Number(run.Settings.LearningRate));
        yield return ("seed", run.Settings.Seed.ToString(CultureInfo.InvariantCulture));
        yield return ("limit", run.Settings.Limit.ToString(CultureInfo.InvariantCulture));
        foreach ((string name, double value) in run.Last)
            yield return (name, Number(value));
        if (run.Result is not { } result)
            yield break;
        yield return ($"test {result.Metric}", Number(result.Value));
        yield return ("target", $"{Number(result.Target)} {(result.Passed ? "reached" : "missed")}");
        yield return ("seconds of training", Number(result.Seconds));
        yield return ("peak memory MiB", Number(result.PeakMemoryMiB));
    }

    static string Number(double value) => value.ToString("G6", CultureInfo.InvariantCulture);
}
