namespace Lamina.Data;

/// <summary>One of the forms in which a data set may lie on a disk: files in a sub-folder of a parent folder of data sets.</summary>
/// <param name="Folder">The sub-folder's name.</param>
/// <param name="Files">The files that must be there. One that ends in <c>.gz</c> may also lie there unpacked, without that ending.</param>
public sealed record DatasetLayout(string Folder, params IReadOnlyList<RemoteFile> Files)
{
    /// <summary>True if every file of it is offered somewhere.</summary>
    public bool IsDownloadable => Files.All(file => file.Sources.Count > 0);

    /// <summary>Files that were read where this was written, with their sums.</summary>
    /// <param name="folder">The sub-folder's name.</param>
    /// <param name="sources">What comes before a file's name where it is offered, in the order to try.</param>
    /// <param name="files">Name, length and SHA-256 sum; 0 and null where the bytes were never seen.</param>
    internal static DatasetLayout Of(string folder, string[] sources, params (string Name, long Length, string? Sha256)[] files) =>
        new(folder, [.. files.Select(file => new RemoteFile(file.Name, [.. sources.Select(source => new Uri(source + file.Name))], file.Length > 0 ? file.Length : null, file.Sha256))]);

    /// <summary>A file that is offered under another name than it gets here.</summary>
    internal static DatasetLayout Single(string folder, string name, string source, long? length = null, string? sha256 = null) =>
        new(folder, new RemoteFile(name, [new Uri(source)], length, sha256));

    /// <summary>The layout in a parent folder.</summary>
    internal LocatedDataset In(string parent) => new(this, Path.Combine(parent, Folder));
}
