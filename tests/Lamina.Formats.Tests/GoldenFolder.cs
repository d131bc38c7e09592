namespace Lamina.Formats.Tests;

/// <summary>Files that NumPy and PyTorch wrote; <c>tests/goldens/make_formats.py</c> makes them again.</summary>
static class GoldenFolder
{
    public static string At(string name) => Path.Combine(AppContext.BaseDirectory, "Goldens", name);

    public static IEnumerable<string> Names(string pattern) => Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Goldens"), pattern).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal);
}
