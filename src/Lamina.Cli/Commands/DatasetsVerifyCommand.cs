using System.CommandLine;
using System.Text.Json.Nodes;
using Lamina.Data;

namespace Lamina.Cli.Commands;

/// <summary><c>lamina datasets verify [NAME]</c>: compares the files on this machine with the sums that are known.</summary>
static class DatasetsVerifyCommand
{
    public static Command Make(Option<string?> data, Option<bool> json)
    {
        Argument<string?> name = new("name") { Description = "A data set; all that are on this machine if none is named.", Arity = ArgumentArity.ZeroOrOne };
        Command command = new("verify", "Compare the files of a data set with the sums that are known. Exit code 1 if one is missing or different.") { name };
        Guarded.Do(command, (parsed, _) =>
        {
            DataFolders folders = new(parsed.GetValue(data));
            DatasetEntry[] entries = parsed.GetValue(name) is { } wanted ? [DatasetCatalogue.Get(wanted)] : [.. DatasetCatalogue.All.Where(entry => entry.Find(folders) is not null)];
            (DatasetEntry Entry, FileCheck Check)[] checks = [.. entries.SelectMany(entry => entry.Verify(folders).Select(check => (entry, check)))];
            if (parsed.GetValue(json))
                Console.WriteLine(new JsonArray([.. checks.Select(each => Json(each.Entry, each.Check))]).ToJsonString());
            else
                Print(entries, checks);
            return checks.FirstOrDefault(each => each.Check.State is FileState.Missing or FileState.Different) is { Check: not null } bad
                ? Guarded.Fail(bad.Check.State == FileState.Missing
                    ? $"{bad.Entry.Title}: {bad.Check.File} is not on this machine ({bad.Entry.Describe(folders)}). `lamina datasets download {bad.Entry.Name}` fetches what can be fetched."
                    : $"{bad.Check.Path} has other bytes than were published. Delete it and fetch it again: `lamina datasets download {bad.Entry.Name}`.")
                : 0;
        });
        return command;
    }

    static void Print(DatasetEntry[] entries, (DatasetEntry Entry, FileCheck Check)[] checks)
    {
        foreach ((DatasetEntry entry, FileCheck check) in checks)
            Console.WriteLine($"{Word(check.State),-10}  {entry.Name}  {check.Path ?? check.File}{(check.State == FileState.Unverified ? $"  sha256 {check.Sha256}" : "")}");
        foreach (DatasetEntry entry in entries.Where(entry => entry.IsEmbedded))
            Console.WriteLine($"embedded    {entry.Name}: drawn by a program, there are no files");
        if (entries.Length == 0)
            Console.WriteLine("No data set of the catalogue is on this machine whole. `lamina datasets` lists where they are looked for.");
    }

    static JsonObject Json(DatasetEntry entry, FileCheck check) => new()
    {
        ["name"] = entry.Name,
        ["file"] = check.File,
        ["state"] = Word(check.State),
        ["path"] = check.Path,
        ["bytes"] = check.Length,
        ["sha256"] = check.Sha256,
    };

    static string Word(FileState state) => state switch
    {
        FileState.Verified => "verified",
        FileState.Unverified => "unverified",
        FileState.Missing => "missing",
        _ => "different",
    };
}
