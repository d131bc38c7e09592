using System.CommandLine;
using System.Text.Json.Nodes;
using Lamina.Data;
using Spectre.Console;

namespace Lamina.Cli.Commands;

/// <summary><c>lamina datasets</c>: what can be trained on, and where it lies.</summary>
static class DatasetsCommand
{
    public static Command Make()
    {
        Option<string?> data = Shared.Data();
        Option<bool> json = Shared.Json();
        Command command = new("datasets", "List the data sets and where they are.") { data, json };
        Guarded.Do(command, (parsed, _) =>
        {
            DataFolders folders = new(parsed.GetValue(data));
            (string Name, string What, string Place)[] sets =
            [
                ("digits", "60,000 + 10,000 drawn digits, 28×28, by seed", "embedded"),
                ("mnist", "60,000 + 10,000 handwritten digits, 28×28", MnistFiles.Mnist.Describe(folders)),
                ("fashion-mnist", "60,000 + 10,000 articles of clothing, 28×28", MnistFiles.FashionMnist.Describe(folders)),
            ];
            if (parsed.GetValue(json))
            {
                Console.WriteLine(new JsonArray([.. sets.Select(s => new JsonObject { ["name"] = s.Name, ["what"] = s.What, ["place"] = s.Place })]).ToJsonString());
                return 0;
            }

            Spectre.Console.Table table = new Spectre.Console.Table().AddColumns("name", "what", "where");
            foreach ((string name, string what, string place) in sets)
                table.AddRow(name, Markup.Escape(what), Markup.Escape(place));
            AnsiConsole.Write(table);
            return 0;
        });
        return command;
    }
}
