namespace Lamina.Data;

/// <summary>Where data sets are looked for: parent folders, each with one sub-folder a set.</summary>
public sealed class DataFolders
{
    /// <summary>The environment variable that names a parent folder of data sets.</summary>
    public const string Variable = "LAMINA_DATA";

    /// <summary>
    /// The folders of this process: the one that the user named, and no other; or, if none was named, that of <c>LAMINA_DATA</c>
    /// and the user's cache.
    /// </summary>
    /// <param name="option">A parent folder that the user named, as by <c>--data DIR</c>; null if none.</param>
    public DataFolders(string? option = null)
        : this(
            option,
            Environment.GetEnvironmentVariable(Variable),
            Path.Combine(
                Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
                "lamina", "data"))
    {
    }

    internal DataFolders(string? option, string? variable, string cache)
    {
        // Who names a folder wants that one: data from elsewhere in its place would give numbers of another set.
        IsNamed = !string.IsNullOrWhiteSpace(option);
        Parents = IsNamed ? [option!] : string.IsNullOrWhiteSpace(variable) ? [cache] : [variable, cache];
        DownloadParent = IsNamed ? option! : cache;
    }

    /// <summary>The parent folders in the order in which they are searched.</summary>
    public IReadOnlyList<string> Parents { get; }

    /// <summary>The parent folder that downloads go to: the one the user named, else the cache.</summary>
    public string DownloadParent { get; }

    /// <summary>True if the user named the folder; false for <c>LAMINA_DATA</c> and the cache.</summary>
    internal bool IsNamed { get; }
}
