using System.CommandLine;
using System.Text.Json.Nodes;
using Lamina.Data;

namespace Lamina.Cli.Commands;

/// <summary><c>lamina datasets show NAME</c>: what a set is, and a few of its samples.</summary>
static class DatasetsShowCommand
{
    const int Samples = 3, NarrowestWidth = 20;

    public static Command Make(Option<string?> data, Option<bool> json)
    {
        Argument<string> name = DatasetsCommand.Name();
        Option<int?> count = Shared.Whole<int>("--count", "Samples to show; 3 by default.");
        Command command = new("show", "Show what a data set is, whose it is, and a few of its samples.") { name, count };
        Guarded.Do(command, (parsed, _) =>
        {
            DatasetEntry entry = DatasetCatalogue.Get(parsed.GetValue(name)!);
            int wanted = parsed.GetValue(count) ?? Samples;
            if (wanted < 0)
                throw new ArgumentException($"--count must be 0 or more; got {wanted}.");
            DataFolders folders = new(parsed.GetValue(data));
            if (!parsed.GetValue(json))
                Print(entry, folders);
            bool isHere = entry.IsEmbedded || entry.Find(folders) is not null;
            IReadOnlyList<SamplePreview> samples = isHere ? entry.Samples(wanted, parsed.GetValue(data)) : [];
            if (parsed.GetValue(json))
            {
                JsonObject described = DatasetsCommand.Json(entry, folders);
                described["samples"] = new JsonArray([.. samples.Select(sample => new JsonObject { ["caption"] = sample.Caption, ["text"] = sample.Text, ["width"] = sample.Picture?.Width, ["height"] = sample.Picture?.Height })]);
                Console.WriteLine(described.ToJsonString());
                return 0;
            }

            if (!isHere)
                Console.WriteLine($"Samples can be shown once the set is on this machine: lamina datasets download {entry.Name}");
            int width = Console.IsOutputRedirected ? 100 : Math.Max(NarrowestWidth, Console.WindowWidth);
            foreach (SamplePreview sample in samples)
                Console.Write(SampleDisplay.Render(sample, width));
            return 0;
        });
        return command;
    }

    static void Print(DatasetEntry entry, DataFolders folders)
    {
        Console.WriteLine($"{entry.Title}: {entry.About}");
        Console.WriteLine($"task      {entry.Task}");
        Console.WriteLine($"licence   {entry.Licence}");
        Console.WriteLine($"source    {entry.Source}");
        Console.WriteLine($"citation  {entry.Citation}");
        Console.WriteLine($"place     {entry.Describe(folders)}");
        foreach (RemoteFile file in entry.Layouts.SelectMany(layout => layout.Files))
            Console.WriteLine($"file      {file.Name}  {(file.Length is { } length ? $"{length} bytes, " : "")}{(file.IsVerifiable ? $"sha256 {file.Sha256}" : "unverified")}");
        Console.WriteLine();
    }
}
