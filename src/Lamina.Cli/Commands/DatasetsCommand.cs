using System.CommandLine;
using System.Text.Json.Nodes;
using Lamina.Data;
using Spectre.Console;

namespace Lamina.Cli.Commands;

/// <summary><c>lamina datasets</c>: what can be trained on, whose it is, and where it lies; fetches it, checks it, and shows some of it.</summary>
static class DatasetsCommand
{
    public static Command Make()
    {
        Option<string?> data = Shared.Data();
        Option<bool> json = Shared.Json();
        (data.Recursive, json.Recursive) = (true, true);
        Command command = new("datasets", "List the data sets and where they are; download, verify and show them.") { data, json };
        Command list = new("list", "List the data sets and where they are.");
        foreach (Command lists in (Command[])[command, list])
            Guarded.Do(lists, (parsed, _) => List(new DataFolders(parsed.GetValue(data)), parsed.GetValue(json)));
        command.Add(list);
        command.Add(DatasetsDownloadCommand.Make(data, json));
        command.Add(DatasetsVerifyCommand.Make(data, json));
        command.Add(DatasetsShowCommand.Make(data, json));
        return command;
    }

    /// <summary>The argument that names a data set.</summary>
    public static Argument<string> Name() => new("name") { Description = "A data set, as `lamina datasets` lists them; openml:NAME is a table of openml.org." };

    static int List(DataFolders folders, bool json)
    {
        if (json)
        {
            Console.WriteLine(new JsonArray([.. DatasetCatalogue.All.Select(entry => Json(entry, folders))]).ToJsonString());
            return 0;
        }

        Spectre.Console.Table table = new Spectre.Console.Table().AddColumns("name", "what", "where");
        foreach (DatasetEntry entry in DatasetCatalogue.All)
            table.AddRow(entry.Name, Markup.Escape(entry.About), Markup.Escape(entry.Describe(folders)));
        AnsiConsole.Write(table);
        return 0;
    }

    /// <summary>What the catalogue says of a set.</summary>
    public static JsonObject Json(DatasetEntry entry, DataFolders folders) => new()
    {
        ["name"] = entry.Name,
        ["title"] = entry.Title,
        ["task"] = entry.Task,
        ["what"] = entry.About,
        ["licence"] = entry.Licence,
        ["source"] = entry.Source,
        ["citation"] = entry.Citation,
        ["verified"] = entry.IsEmbedded || entry.Layouts[0].Files.All(file => file.IsVerifiable),
        ["place"] = entry.Describe(folders),
    };
}
