using System.Text;
using System.Text.Json;

namespace Lamina.Training;

/// <summary>A file of lines of JSON that grows while training runs, and is cut where training goes on from a place before its end.</summary>
/// <param name="path">The file; its folder is made if it is missing.</param>
internal sealed class JsonLineFile(string path)
{
    public bool Exists => File.Exists(path);

    /// <summary>Keeps the lines whose number is below an end; half a line that a crash left goes as well.</summary>
    public void KeepBelow(string number, long end)
    {
        string[] kept = Exists ? [.. File.ReadLines(path).Where(line => Number(line, number) < end)] : [];
        AtomicFile.Write(path, file =>
        {
            foreach (string line in kept)
                file.Write(Encoding.UTF8.GetBytes(line + "\n"));
        });
    }

    /// <summary>Adds a line, which is on the disk when this returns.</summary>
    public void Add(string line)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
            Directory.CreateDirectory(folder);
        using FileStream file = new(path, FileMode.Append, FileAccess.Write, FileShare.Read);
        file.Write(Encoding.UTF8.GetBytes(line + "\n"));
        file.Flush(flushToDisk: true);
    }

    // Null where the line is none, as the last one after a crash.
    static long? Number(string line, string name)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty(name, out JsonElement value) && value.TryGetInt64(out long number) ? number : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
