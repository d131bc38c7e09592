using System.IO.Compression;

namespace Lamina.Formats;

/// <summary>Reads and writes NumPy's files: <c>.npy</c> holds one array, <c>.npz</c> is a zip archive of them by name.</summary>
/// <remarks>
/// Versions 1 to 3 of the format, C and Fortran order, both byte orders. Unsigned integers that Lamina has not come in the next wider type: uint16 as int32, uint32 and
/// uint64 as int64. Arrays of objects, texts, records and complex numbers are refused: nothing in a file is executed.
/// Every length is checked against what remains before memory is taken. <b>Source:</b> NumPy Enhancement Proposal 1.
/// </remarks>
public static class NumPy
{
    /// <summary>Reads a <c>.npy</c> file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="FileFormatException">The file is damaged, or holds what is no tensor.</exception>
    public static Tensor Load(string path)
    {
        using FileStream stream = InputFile.Open(path, "a NumPy array (.npy)", File.OpenRead);
        return NpyReader.Read(stream, path, stream.Length);
    }

    /// <summary>Reads a <c>.npz</c> archive: tensors by their names, without the ending.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="FileFormatException">The archive is damaged, packed beyond belief, or holds what is no tensor.</exception>
    public static OrderedDictionary<string, Tensor> LoadArchive(string path)
    {
        using FileStream stream = InputFile.Open(path, "an archive of NumPy (.npz)", File.OpenRead);
        using ZipEntries archive = new(stream, path);
        OrderedDictionary<string, Tensor> tensors = [];
        foreach (ZipArchiveEntry entry in archive.All)
        {
            string name = entry.FullName.EndsWith(".npy", StringComparison.Ordinal) ? entry.FullName[..^4] : entry.FullName;
            using Stream content = archive.Open(entry);
            if (!tensors.TryAdd(name, archive.Read(entry, () => NpyReader.Read(content, $"{path}/{entry.FullName}", entry.Length))))
                throw new FileFormatException(path, null, $"two arrays are named '{name}'.", "The archive is damaged; make it again.");
        }

        return tensors;
    }

    /// <summary>Writes a <c>.npy</c> file, whole or not at all.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="tensor">The tensor; of any dtype but bfloat16, which NumPy has not.</param>
    /// <exception cref="DTypeException">The tensor is bfloat16.</exception>
    public static void Save(string path, Tensor tensor) => AtomicFile.Write(path, stream => NpyWriter.Write(stream, tensor));

    /// <summary>Writes a <c>.npz</c> archive, whole or not at all.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="tensors">Tensors by name.</param>
    /// <param name="compress">Whether to pack the numbers, as <c>savez_compressed</c> does.</param>
    /// <exception cref="DTypeException">A tensor is bfloat16.</exception>
    /// <exception cref="ArgumentException">A name is there twice.</exception>
    public static void SaveArchive(string path, IEnumerable<KeyValuePair<string, Tensor>> tensors, bool compress = false)
    {
        List<KeyValuePair<string, Tensor>> all = [.. tensors];
        if (all.GroupBy(entry => entry.Key).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new ArgumentException($"Two tensors are named '{twice.Key}'.", nameof(tensors));
        AtomicFile.Write(path, stream =>
        {
            using ZipArchive archive = new(stream, ZipArchiveMode.Create, leaveOpen: true);
            foreach ((string name, Tensor tensor) in all)
            {
                using Stream entry = archive.CreateEntry(name + ".npy", compress ? CompressionLevel.Optimal : CompressionLevel.NoCompression).Open();
                NpyWriter.Write(entry, tensor);
            }
        });
    }
}
