using System.CommandLine;
using Lamina.Cli.Commands;

namespace Lamina.Cli;

/// <summary>The <c>lamina</c> command. Exit codes: 0 done (a recipe reached its target), 2 it did not, 1 an error, 130 interrupted.</summary>
static class Program
{
    // No file stands in for arguments: a picture may be called @x.
    static readonly ParserConfiguration Parsing = new() { ResponseFileTokenReplacer = null };

    static int Main(string[] args)
    {
        RootCommand root = new("Lamina: deep learning for .NET. Train, evaluate and use networks.");
        root.Subcommands.Add(TrainCommand.Make());
        root.Subcommands.Add(SweepCommand.Make());
        root.Subcommands.Add(RecipesCommand.Make());
        root.Subcommands.Add(RunsCommand.Make());
        root.Subcommands.Add(DashboardCommand.Make());
        root.Subcommands.Add(PlotCommand.Make());
        root.Subcommands.Add(EvaluateCommand.Make());
        root.Subcommands.Add(PredictCommand.Make());
        root.Subcommands.Add(PlayCommand.Make());
        root.Subcommands.Add(GenerateCommand.Make());
        root.Subcommands.Add(TranslateCommand.Make());
        root.Subcommands.Add(ClassifyCommand.Make());
        root.Subcommands.Add(SampleCommand.Make());
        root.Subcommands.Add(TranscribeCommand.Make());
        root.Subcommands.Add(VerifyCommand.Make());
        root.Subcommands.Add(SummaryCommand.Make());
        root.Subcommands.Add(DatasetsCommand.Make());
        root.Subcommands.Add(BenchCommand.Make());
        root.Subcommands.Add(ProfileCommand.Make());
        root.Subcommands.Add(OnnxCommand.Make());
        root.Subcommands.Add(ExportCommand.Make());
        ParseResult parsed = root.Parse(args.Length == 0 ? ["--help"] : args, Parsing);
        if (parsed.Errors.Count > 0)
            return Guarded.Fail(ParseMistake.Describe(parsed));
        return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
    }
}
