namespace Lamina;

/// <summary>
/// Writes a file whole or not at all: to a temporary file beside it, flushed to the disk, then renamed over it. Whoever reads
/// sees the old file or the new one, also after a crash or a full disk.
/// </summary>
public static class AtomicFile
{
    /// <summary>Replaces the file at <paramref name="path"/> by what <paramref name="write"/> writes.</summary>
    /// <param name="path">Where the file is to stand. Its folder is made if it is missing.</param>
    /// <param name="write">Writes the content to the stream. If it throws, nothing changes.</param>
    public static void Write(string path, Action<Stream> write)
    {
        string whole = Path.GetFullPath(path);
        string folder = Path.GetDirectoryName(whole) ?? throw new ArgumentException($"'{path}' is a root folder, not a file.", nameof(path));
        Directory.CreateDirectory(folder);
        string temporary = Path.Combine(folder, $".{Path.GetFileName(whole)}.{Guid.NewGuid():N}.tmp");
        try
        {
            using (FileStream stream = new(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1 << 16))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, whole, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
