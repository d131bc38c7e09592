using System.IO.Compression;

namespace Lamina.Formats;

/// <summary>
/// Reads and writes PyTorch's checkpoints: the zip archives of <c>torch.save</c> (PyTorch 1.6 and later) with tensors, numbers, texts, lists, tuples and dictionaries.
/// </summary>
/// <remarks>
/// A checkpoint is a pickle, which is a program; here it is read by a machine that knows only how to build such values, and executes nothing: any other class or function in it
/// is an error that names it. Views of one storage that are the same are one tensor. What is written, <c>torch.load(weights_only=True)</c> reads.
/// </remarks>
public static class PyTorch
{
    /// <summary>Reads the tensors of a checkpoint: a state dict, or dictionaries of them, whose keys are joined by dots.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Tensors by key, in the file's order. Numbers and texts beside them are left out; <see cref="LoadObject"/> has them.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="FileFormatException">The file is damaged, of an old format, or holds what is not in the list of what is built.</exception>
    public static OrderedDictionary<string, Tensor> Load(string path)
    {
        OrderedDictionary<string, Tensor> tensors = [];
        Pickle.PickleTree.Flatten(LoadObject(path), path, new FileInfo(path).Length, tensors);
        return tensors;
    }

    /// <summary>Reads a checkpoint whole.</summary>
    /// <param name="path">The file.</param>
    /// <returns>
    /// Null, <see cref="bool"/>, <see cref="long"/>, <see cref="double"/>, <see cref="string"/>, <see cref="Tensor"/>, a <see cref="List{T}"/> of such (lists), an array of such
    /// (tuples), or an <see cref="OrderedDictionary{TKey, TValue}"/> of such with keys of any of them.
    /// </returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="FileFormatException">As for <see cref="Load"/>.</exception>
    public static object? LoadObject(string path)
    {
        using FileStream stream = InputFile.Open(path, "a checkpoint of PyTorch", File.OpenRead);
        RefuseOldFormat(stream, path);
        using ZipEntries archive = new(stream, path);
        ZipArchiveEntry program = archive.All.FirstOrDefault(entry => entry.FullName.EndsWith("/data.pkl", StringComparison.Ordinal))
            ?? throw new FileFormatException(path, null, "the archive holds no data.pkl.", "It is no checkpoint of PyTorch; if it is a NumPy archive, use NumPy.LoadArchive.");
        string folder = program.FullName[..^"data.pkl".Length];
        if (archive.Find(folder + "byteorder") is { } order && System.Text.Encoding.ASCII.GetString(archive.Bytes(order)).Trim() != "little")
            throw new FileFormatException(path, null, "its numbers have the highest byte first.", "Save it again on a little-endian machine.");
        TorchStorages storages = new(archive, folder, path, stream.Length);
        return new Pickle.PickleMachine(archive.Bytes(program), path, new TorchBuilders(storages)).Run();
    }

    /// <summary>Writes a state dict that <c>torch.load</c> reads, whole or not at all.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="tensors">Tensors by key.</param>
    /// <exception cref="ArgumentException">A name is there twice.</exception>
    public static void Save(string path, IEnumerable<KeyValuePair<string, Tensor>> tensors)
    {
        List<KeyValuePair<string, Tensor>> all = [.. tensors];
        if (all.GroupBy(entry => entry.Key).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new ArgumentException($"Two tensors are named '{twice.Key}'.", nameof(tensors));
        AtomicFile.Write(path, stream => TorchWriter.Write(stream, all));
    }

    // Before version 1.6: pickles one after the other, the first of which is a number known to all.
    static void RefuseOldFormat(FileStream stream, string path)
    {
        Span<byte> start = stackalloc byte[2];
        int read = stream.ReadAtLeast(start, 2, throwOnEndOfStream: false);
        stream.Position = 0;
        if (read == 2 && start[0] == 0x80)
            throw new FileFormatException(path, 0, "it is a bare pickle, as PyTorch before 1.6 wrote.", "Load it in PyTorch and save it again: torch.save(torch.load(path), path).");
    }
}
