namespace Lamina.Data;

/// <summary>Where data sets are looked for: parent folders, each with one sub-folder a set.</summary>
public sealed class DataFolders
{
    /// <summary>The environment variable that names a parent folder of data sets.</summary>
    public const string Variable = "LAMINA_DATA";

    /// <summary>The folders of this process: an option of the user's, over <c>LAMINA_DATA</c>, over the user's cache.</summary>
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
        string?[] parents = [option, variable, cache];
        Parents = [.. parents.Where(parent => !string.IsNullOrWhiteSpace(parent)).Select(parent => parent!)];
        DownloadParent = string.IsNullOrWhiteSpace(option) ? cache : option;
    }

    /// <summary>The parent folders in the order in which they are searched.</summary>
    public IReadOnlyList<string> Parents { get; }

    /// <summary>The parent folder that downloads go to: the one the user named, else the cache.</summary>
    public string DownloadParent { get; }
}
