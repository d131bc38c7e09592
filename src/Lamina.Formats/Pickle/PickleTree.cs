namespace Lamina.Formats.Pickle;

/// <summary>Walks what a pickle built.</summary>
internal static class PickleTree
{
    const int DeepestNesting = 64;

    // What one dictionary says, another may say again by a reference of two bytes: keys are counted by their letters.
    const long FreeLetters = 1 << 22;

    /// <summary>All tensors, their keys joined by dots.</summary>
    public static void Flatten(object? root, string file, long fileBytes, OrderedDictionary<string, Tensor> tensors)
    {
        long left = FreeLetters + fileBytes;
        Visit("", root, 0);

        void Visit(string path, object? value, int depth)
        {
            if (depth > DeepestNesting || (left -= 1 + path.Length) < 0)
                throw new FileFormatException(file, null, "its dictionaries are nested without end.", "The file is damaged, or made to exhaust memory.");
            switch (value)
            {
                case Tensor tensor:
                    if (!tensors.TryAdd(path, tensor))
                        throw new FileFormatException(file, null, $"two tensors stand at '{path}'.", "Read it with PyTorch.LoadObject.");
                    break;
                case OrderedDictionary<object, object?> entries:
                    foreach ((object key, object? entry) in entries)
                        Visit(Join(path, $"{key}"), entry, depth + 1);
                    break;
                case IReadOnlyList<object?> items:
                    for (int i = 0; i < items.Count; i++)
                        Visit(Join(path, $"{i}"), items[i], depth + 1);
                    break;
            }
        }
    }

    /// <summary>A dictionary of pairs.</summary>
    public static OrderedDictionary<object, object?> Pairs(object? list)
    {
        OrderedDictionary<object, object?> entries = [];
        foreach (object? pair in list as IReadOnlyList<object?> ?? throw new InvalidDataException("a dictionary is made of no list"))
        {
            if (pair is not IReadOnlyList<object?> { Count: 2 } two || two[0] is null)
                throw new InvalidDataException("an entry of a dictionary is no pair");
            entries[two[0]!] = two[1];
        }

        return entries;
    }

    static string Join(string path, string key) => path.Length == 0 ? key : $"{path}.{key}";
}
