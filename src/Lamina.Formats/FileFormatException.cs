namespace Lamina.Formats;

/// <summary>A file is not what its format says it must be: truncated, corrupt, hostile, or of a kind that is not read.</summary>
public sealed class FileFormatException : LaminaException
{
    /// <summary>Makes the error.</summary>
    /// <param name="path">The file.</param>
    /// <param name="offset">The byte at which the fault lies; null where it lies nowhere in particular.</param>
    /// <param name="problem">The rule and what came instead.</param>
    /// <param name="remedy">What to do.</param>
    /// <param name="inner">The error underneath, if any.</param>
    public FileFormatException(string path, long? offset, string problem, string remedy, Exception? inner = null)
        : base(Printable(offset is { } at ? $"{path}, byte {at}: {problem} {remedy}" : $"{path}: {problem} {remedy}"), inner)
    {
        Path = path;
        Offset = offset;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The byte at which the fault lies, counted from the start of the file, or null.</summary>
    public long? Offset { get; }
}
