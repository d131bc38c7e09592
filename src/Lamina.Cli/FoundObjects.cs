using System.Globalization;
using System.Text.Json.Nodes;
using Lamina.Imaging;
using Lamina.Pipelines;

namespace Lamina.Cli;

/// <summary>Prints the objects that a detector finds in pictures, a line for each, and draws them.</summary>
static class FoundObjects
{
    /// <summary>Looks at pictures.</summary>
    /// <param name="detection">The detector.</param>
    /// <param name="files">The pictures.</param>
    /// <param name="draw">Where the only picture is to be written with frames, as PNG; null for nowhere.</param>
    /// <param name="asJson">Whether to print JSON.</param>
    /// <param name="cancellation">Ends it between pictures.</param>
    public static int Print(ObjectDetection detection, IReadOnlyList<string> files, string? draw, bool asJson, CancellationToken cancellation)
    {
        if (draw is not null && files.Count != 1)
            throw new PipelineException($"--draw writes one picture; got {files.Count} files. Give one, or draw one after another.");
        if (draw is not null && !draw.EndsWith(".png", StringComparison.OrdinalIgnoreCase))
            throw new PipelineException($"--draw writes PNG; got '{draw}'. Let the name end with .png.");
        JsonArray all = [];
        foreach (string file in files)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!File.Exists(file))
                throw new FileNotFoundException($"There is no file '{file}'.");
            Picture picture = Pictures.Read(file);
            IReadOnlyList<FoundObject> found = detection.Find(picture);
            foreach (FoundObject one in asJson ? found : [])
                all.Add(Described(file, one));
            if (!asJson)
                Show(detection, file, found, draw is not null);
            if (draw is not null)
                Png.Write(BoxDrawing.Draw(picture, found), draw);
        }

        if (asJson)
            Console.WriteLine(all.ToJsonString());
        return 0;
    }

    static void Show(ObjectDetection detection, string file, IReadOnlyList<FoundObject> found, bool isDrawn)
    {
        IEnumerable<string> counts = detection.ClassNames.Select((name, label) => $"{found.Count(one => one.Box.Label == label)} {name}{(isDrawn ? $" ({BoxDrawing.ColourName(label)})" : "")}");
        Console.WriteLine($"{file}  →  {string.Join(", ", counts)}");
        foreach (FoundObject one in found)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {one.Name}  {100 * one.Score:0} %  from ({one.Box.X1:0}, {one.Box.Y1:0}) to ({one.Box.X2:0}, {one.Box.Y2:0})"));
    }

    static JsonNode Described(string file, FoundObject one) => new JsonObject
    {
        ["file"] = file,
        ["class"] = one.Box.Label,
        ["name"] = one.Name,
        ["score"] = Math.Round(one.Score, 4),
        ["box"] = new JsonArray(Math.Round(one.Box.X1, 1), Math.Round(one.Box.Y1, 1), Math.Round(one.Box.X2, 1), Math.Round(one.Box.Y2, 1)),
    };
}
