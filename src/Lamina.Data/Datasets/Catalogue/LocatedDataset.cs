namespace Lamina.Data;

/// <summary>A folder in which a data set lies, or could lie.</summary>
/// <param name="Layout">The form in which it lies there.</param>
/// <param name="Folder">The folder's path.</param>
internal sealed record LocatedDataset(DatasetLayout Layout, string Folder)
{
    /// <summary>Files that are not there.</summary>
    public RemoteFile[] Missing => [.. Layout.Files.Where(file => Find(file) is null)];

    public bool IsWhole => Missing.Length == 0;

    public bool IsEmpty => Missing.Length == Layout.Files.Count;

    /// <summary>The path of a file, packed or unpacked, or null if it is not there.</summary>
    public string? Find(RemoteFile file)
    {
        string published = Path.Combine(Folder, file.Name);
        string? plain = file.Name.EndsWith(".gz", StringComparison.Ordinal) ? published[..^3] : null;
        return File.Exists(plain) ? plain : File.Exists(published) ? published : null;
    }

    /// <summary>The path of a file of a set that is whole.</summary>
    /// <param name="name">The file's published name.</param>
    public string this[string name] =>
        Find(Layout.Files.First(file => file.Name == name)) ?? throw new DataFormatException($"{Path.Combine(Folder, name)} has gone while it was to be read.");

    /// <summary>The path of the only file of a set.</summary>
    public string Only => this[Layout.Files[0].Name];

    /// <summary>The folder, with what it lacks where it is there in part.</summary>
    public string Describe() => IsWhole || IsEmpty ? Folder : $"{Folder}, which lacks {string.Join(" and ", Missing.Select(file => file.Name))}";
}
