namespace Lamina;

/// <summary>
/// Writes a file whole or not at all: to a temporary file beside it, flushed to the disk, then renamed over it. Whoever reads
/// sees the old file or the new one, also after a crash or a full disk.
/// </summary>
public static class AtomicFile
{
    // No space left: of Unix, and of Windows for a disk and for a quota.
    static readonly int[] NoSpace = [28, unchecked((int)0x80070070), unchecked((int)0x80070027)];

    /// <summary>Replaces the file at <paramref name="path"/> by what <paramref name="write"/> writes.</summary>
    /// <param name="path">Where the file is to stand. Its folder is made if it is missing.</param>
    /// <param name="write">Writes the content to the stream. If it throws, nothing changes.</param>
    /// <exception cref="IOException">The path is a folder, its own folder cannot be made, or the disk is full. The message names the path and the way out.</exception>
    /// <exception cref="UnauthorizedAccessException">Writing there is not permitted.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        string whole = Path.GetFullPath(path);
        string folder = Path.GetDirectoryName(whole) ?? throw new ArgumentException($"'{path}' is a root folder, not a file.", nameof(path));
        if (Directory.Exists(whole))
            throw new IOException($"'{path}' is a folder, and a file is to be written. Name a file in it.");
        string temporary = Path.Combine(folder, $".{Path.GetFileName(whole)}.{Guid.NewGuid():N}.tmp");
        try
        {
            Directory.CreateDirectory(folder);
            using (FileStream stream = new(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1 << 16))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, whole, overwrite: true);
        }
        catch (Exception error)
        {
            if (File.Exists(temporary))
                File.Delete(temporary);

            // What the writer met elsewhere, such as in a file that it reads, speaks of other paths.
            bool isOfThisFile = !Directory.Exists(folder) || error.Message.Contains(Path.GetFileName(temporary), StringComparison.Ordinal) || error.Message.Contains($"'{whole}'", StringComparison.Ordinal);
            if (error is (IOException or UnauthorizedAccessException) && isOfThisFile)
                throw Explained(path, folder, error);
            throw;
        }
    }

    static Exception Explained(string path, string folder, Exception error)
    {
        string reason = error switch
        {
            UnauthorizedAccessException => "that is not permitted. Choose another place, or change the permissions of its folder.",
            _ when NoSpace.Contains(error.HResult) => "no space is left on its disk. Make room, or choose another place.",
            _ when !Directory.Exists(folder) => "its folder cannot be made. Choose another place.",
            FileNotFoundException or DirectoryNotFoundException => "its folder takes no files. Choose another place.",
            _ => $"the system says '{error.Message.Split(" : ")[0].TrimEnd('.')}'. Choose another place.",
        };
        string message = $"'{path}' cannot be written: {reason}";
        return error is UnauthorizedAccessException ? new UnauthorizedAccessException(message, error) : new IOException(message, error) { HResult = error.HResult };
    }
}
