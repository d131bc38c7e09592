namespace Lamina.Architecture.Tests;

/// <summary>The files of the repository, found from where the tests were built.</summary>
static class Repository
{
    static readonly string[] Built = ["bin", "obj", "TestResults", "node_modules", "__pycache__"];

    // What .gitignore leaves out at the root, and tools' own folders.
    static readonly string[] LeftOutAtRoot = ["artifacts", "runs", "data", "shared", ".git", ".vs", ".idea", ".vscode"];

    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Paths of all files that are not built or left out of version control, relative to the root, with forward slashes.</summary>
    public static IReadOnlyList<string> Files { get; } = [.. Walk(Root).Order(StringComparer.Ordinal)];

    /// <summary>All C# files, relative to the root.</summary>
    public static IEnumerable<string> Sources => Files.Where(file => file.EndsWith(".cs", StringComparison.Ordinal));

    /// <summary>The project files of the libraries and programs in src.</summary>
    public static IEnumerable<string> Projects =>
        Files.Where(file => file.StartsWith("src/", StringComparison.Ordinal) && file.EndsWith(".csproj", StringComparison.Ordinal));

    public static string PathOf(string file) => Path.Combine(Root, file);

    public static string Read(string file) => File.ReadAllText(PathOf(file));

    static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Lamina.slnx")))
                return folder.FullName;
        }

        throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} holds Lamina.slnx; run these tests from a checkout.");
    }

    static IEnumerable<string> Walk(string folder)
    {
        foreach (string file in Directory.EnumerateFiles(folder))
        {
            // A worktree's .git is a file.
            if (Path.GetFileName(file) != ".git")
                yield return Path.GetRelativePath(Root, file).Replace('\\', '/');
        }

        string[] leftOut = folder == Root ? [.. Built, .. LeftOutAtRoot] : Built;
        foreach (string inner in Directory.EnumerateDirectories(folder))
        {
            if (leftOut.Contains(Path.GetFileName(inner)))
                continue;
            foreach (string file in Walk(inner))
                yield return file;
        }
    }
}
