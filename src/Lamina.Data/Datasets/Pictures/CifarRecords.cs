namespace Lamina.Data;

/// <summary>The binary records of CIFAR: one or two labels, then 32 × 32 bytes each of red, green and blue.</summary>
internal static class CifarRecords
{
    const int Side = 32, Pixels = 3 * Side * Side;

    /// <summary>Records of several files, one after the other.</summary>
    /// <param name="files">Name and content.</param>
    /// <param name="labels">Labels in front of a picture; the last one is taken.</param>
    /// <param name="classNames">The name of each class.</param>
    /// <param name="name">What errors call the set.</param>
    public static ArrayDataset Read(IReadOnlyList<(string Name, byte[] Content)> files, int labels, IReadOnlyList<string> classNames, string name)
    {
        int size = labels + Pixels;
        foreach ((string file, byte[] content) in files)
        {
            if (content.Length == 0 || content.Length % size != 0)
                throw new DataFormatException($"{file}: {content.Length} bytes are no whole number of records of {size}. Delete the file and fetch it again.");
        }

        long count = files.Sum(file => (long)file.Content.Length / size);
        byte[] pixels = new byte[checked((int)(count * Pixels))], classes = new byte[count];
        int at = 0;
        foreach ((string file, byte[] content) in files)
        {
            for (int record = 0; record < content.Length; record += size, at++)
            {
                byte label = content[record + labels - 1];
                if (label >= classNames.Count)
                    throw new DataFormatException($"{file}: record {record / size} has the label {label}; labels go from 0 to {classNames.Count - 1}. Delete the file and fetch it again.");
                classes[at] = label;
                content.AsSpan(record + labels, Pixels).CopyTo(pixels.AsSpan(at * Pixels));
            }
        }

        DatasetInfo info = new() { Name = name, ClassNames = classNames, HasChannelsFirst = true };
        return new ArrayDataset([new RowStore(pixels, [count, 3, Side, Side])], [new RowStore(classes, [count])], info).Normalize(Normalization.Bytes);
    }
}
