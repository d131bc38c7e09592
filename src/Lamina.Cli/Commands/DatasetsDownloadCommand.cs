using System.CommandLine;
using System.Text.Json.Nodes;
using Lamina.Data;

namespace Lamina.Cli.Commands;

/// <summary><c>lamina datasets download NAME</c>: fetches a set, going on where an earlier attempt broke off.</summary>
static class DatasetsDownloadCommand
{
    public static Command Make(Option<string?> data, Option<bool> json)
    {
        Argument<string> name = DatasetsCommand.Name();
        Command command = new("download", "Download a data set, unless it is on this machine.") { name };
        Guarded.Do(command, (parsed, cancellation) =>
        {
            DatasetEntry entry = DatasetCatalogue.Get(parsed.GetValue(name)!);
            DataFolders folders = new(parsed.GetValue(data));
            string folder = entry.Download(folders, DownloadDisplay.OfProcess(), cancellation);
            Console.WriteLine(parsed.GetValue(json) ? new JsonObject { ["name"] = entry.Name, ["place"] = folder }.ToJsonString() : $"{entry.Title} is in {folder}{(entry.Verify(folders).Any(check => check.State == FileState.Unverified) ? ", unverified: what its sums should be is not known" : "")}. Licence: {entry.Licence}. Cite: {entry.Citation}.");
            return 0;
        });
        return command;
    }
}
