namespace Lamina.Data;

/// <summary>Data sets on the disk that may be larger than memory: tensors [N, …] in safetensors files, read a few samples at a time.</summary>
/// <remarks>
/// <para>A set is a folder of such files, one part of the samples in each, or a single file. The tensors are called <c>input.0</c>, <c>input.1</c> … and <c>target.0</c> …;
/// any program that writes safetensors can make a set.</para>
/// <para>Samples are read by their position in the file, which is not mapped into memory: a mapped file that another program makes shorter ends the process, where reading
/// gives an error; and pages that were touched count as memory of the process, where what was read here goes with its batch. The system keeps what is read often in any case.</para>
/// <para>Everything the headers say is checked when the set is opened, before memory is taken.</para>
/// </remarks>
public static class Records
{
    /// <summary>How many samples are written at a time.</summary>
    const int WriteBlock = 256;

    /// <summary>Opens a set. Of the samples it reads only what is as small as labels are, up to 8 MiB, which stays in memory. The files stay open for as long as the set is used.</summary>
    /// <param name="path">The folder, or a single file.</param>
    /// <returns>A set whose samples are read from the disk for each batch; settings such as <see cref="ArrayDataset.Normalize"/> apply when they are read.</returns>
    /// <exception cref="DataFormatException">The files do not make a set: one is missing, or they differ.</exception>
    /// <exception cref="Lamina.Formats.FileFormatException">A file is damaged.</exception>
    /// <exception cref="IOException">There is no such folder or file, or it cannot be read.</exception>
    public static ArrayDataset Open(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return new RecordFiles(path).Dataset();
    }

    /// <summary>Writes a data set, whole or not at all.</summary>
    /// <param name="path">The folder to make; there must be none yet.</param>
    /// <param name="dataset">What is written, as it comes in batches. Bytes that are normalized when they are read take a quarter if they are written before and normalized after <see cref="Open"/>.</param>
    /// <param name="maxFileBytes">About how many bytes a file has at most.</param>
    /// <exception cref="DataReadException">A sample cannot be read.</exception>
    /// <exception cref="IOException">The folder is there already, or the disk is full.</exception>
    public static void Write(string path, IDataset dataset, long maxFileBytes = 64 << 20)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        using RecordWriter writer = new(path, dataset.Info, maxFileBytes);
        foreach (Batch batch in new DataLoader(dataset, WriteBlock))
            writer.Add(batch);
        writer.Complete();
    }
}
