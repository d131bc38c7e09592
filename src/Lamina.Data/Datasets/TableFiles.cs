namespace Lamina.Data;

/// <summary>Finds the small tables and series: FOLDER/tabular/… and FOLDER/series/….</summary>
internal static class TableFiles
{
    /// <summary>The file's path, or null if it is nowhere and no folder was named.</summary>
    /// <exception cref="MissingDataException">The caller named a folder, and the file is not there.</exception>
    public static string? Find(string? dataFolder, string title, string folder, string file) =>
        Find(new DataFolders(dataFolder), title, folder, file);

    internal static string? Find(DataFolders folders, string title, string folder, string file)
    {
        string[] paths = [.. folders.Parents.Select(parent => Path.Combine(parent, folder, file))];
        if (paths.FirstOrDefault(File.Exists) is { } path)
            return path;
        if (!folders.IsNamed)
            return null;
        throw new MissingDataException(
            $"{title} is not on this machine (looked for {string.Join(", ", paths)}). " +
            $"Place the file there; or name no folder, for that of {DataFolders.Variable} or generated data of the same kind.");
    }
}
