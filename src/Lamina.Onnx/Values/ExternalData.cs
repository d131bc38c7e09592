using System.Globalization;

namespace Lamina.Onnx.Values;

/// <summary>Weights in a file beside the model's. Only files inside the model's folder are read: no path up, no absolute path, no link out of it.</summary>
internal static class ExternalData
{
    public static ReadOnlyMemory<byte> Read(string? folder, IReadOnlyDictionary<string, string> entry, Int128 bytes, string tensor)
    {
        if (folder is null)
            throw new OnnxException($"ONNX: {tensor} stands in another file, and a model from a stream has no folder. Load the model by its path.");
        string path = Resolve(folder, entry.GetValueOrDefault("location", ""), tensor);
        long offset = Number(entry, "offset", tensor) ?? 0, available;
        using FileStream file = Open(path, tensor);
        available = file.Length;
        long length = Number(entry, "length", tensor) ?? available - offset;
        if (offset < 0 || length < 0 || offset > available || length > available - offset)
            throw new OnnxException($"ONNX: {tensor} claims {length} bytes from byte {offset} of {path}, which has {available}. The file is damaged or cut short.");
        if (length != bytes || length > int.MaxValue)
            throw new OnnxException($"ONNX: {tensor} takes {bytes} bytes, and {path} holds {length} for it.");
        byte[] data = new byte[length];
        file.Position = offset;
        file.ReadExactly(data);
        return data;
    }

    static string Resolve(string folder, string location, string tensor)
    {
        if (location.Length == 0 || Path.IsPathRooted(location) || location.Contains('\\') || location.Split('/').Contains(".."))
            throw Outside(location, tensor);
        string root = Final(new DirectoryInfo(Path.GetFullPath(folder)));
        string path = Path.GetFullPath(Path.Combine(root, location));

        // Every step of the way may be a link.
        string at = root;
        foreach (string part in Path.GetRelativePath(root, path).Split(Path.DirectorySeparatorChar))
        {
            at = Path.Combine(at, part);
            FileSystemInfo step = Directory.Exists(at) ? new DirectoryInfo(at) : new FileInfo(at);
            if (step.Exists)
                at = Final(step);
            if (!at.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal))
                throw Outside(location, tensor);
        }

        return at;
    }

    static string Final(FileSystemInfo place) => place.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? place.FullName;

    static FileStream Open(string path, string tensor)
    {
        try
        {
            return File.OpenRead(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new OnnxException($"ONNX: {tensor} stands in {path}, which cannot be read ({error.Message}). Put the file beside the model.");
        }
    }

    static long? Number(IReadOnlyDictionary<string, string> entry, string key, string tensor)
    {
        if (!entry.TryGetValue(key, out string? text))
            return null;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long value) ? value : throw new OnnxException($"ONNX: the {key} '{text}' of {tensor} is no number.");
    }

    static OnnxException Outside(string location, string tensor) => new($"ONNX: {tensor} claims to stand in '{location}', which is not inside the model's folder. Such a file is not read.");
}
