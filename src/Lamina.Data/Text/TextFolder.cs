namespace Lamina.Data;

/// <summary>The texts of a folder that has a folder of <c>.txt</c> files for each class, as a table: <c>reviews/good/1.txt</c>.</summary>
public static class TextFolder
{
    /// <summary>The columns of the table.</summary>
    public const string Text = "text", Label = "label";

    /// <summary>Reads all texts.</summary>
    /// <param name="path">The folder of the classes' folders. Names that begin with a dot are passed by.</param>
    /// <returns>The columns <c>text</c> and <c>label</c>, a row a file, in the order of the paths.</returns>
    /// <exception cref="DataFormatException">There is no such folder, it has no folders, or one of them has no texts.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static Table Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (!Directory.Exists(path))
            throw new DataFormatException($"There is no folder {Path.GetFullPath(path)}. Give the folder that has a folder of texts for each class.");
        string[] folders = [.. Directory.EnumerateDirectories(path).Where(folder => !Path.GetFileName(folder).StartsWith('.')).Order(StringComparer.Ordinal)];
        if (folders.Length == 0)
            throw new DataFormatException($"{path} has no folders. Put the texts of each class into a folder of its own, named as the class.");
        List<string[]> rows = [];
        foreach (string folder in folders)
        {
            string[] files = [.. Directory.EnumerateFiles(folder, "*.txt", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
            if (files.Length == 0)
                throw new DataFormatException($"{folder} has no texts (.txt). Put some there, or remove the folder.");
            rows.AddRange(files.Select(file => (string[])[File.ReadAllText(file), Path.GetFileName(folder)]));
        }

        return new Table(path, [Text, Label], [.. rows], [.. Enumerable.Range(1, rows.Count).Select(line => (long)line)]);
    }
}
