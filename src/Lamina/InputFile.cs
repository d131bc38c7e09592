namespace Lamina;

/// <summary>Opens a file that is to be read, and says what was wanted where there is none.</summary>
public static class InputFile
{
    /// <summary>Hands a path to <paramref name="open"/>. A file that is missing, or a folder in its place, is an error that names it and what was to be read.</summary>
    /// <typeparam name="T">What comes of it.</typeparam>
    /// <param name="path">The file.</param>
    /// <param name="what">What is to be read, for errors, such as <c>an ONNX model</c>.</param>
    /// <param name="open">Opens or reads it, such as <see cref="File.OpenRead(string)"/>.</param>
    /// <exception cref="FileNotFoundException">There is no such file, or not even its folder.</exception>
    /// <exception cref="UnauthorizedAccessException">The path is a folder, or reading there is not permitted.</exception>
    public static T Open<T>(string path, string what, Func<string, T> open)
    {
        ArgumentNullException.ThrowIfNull(open);
        try
        {
            return open(path);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            string place = Path.IsPathRooted(path) ? "" : $", or the folder from which it is looked for, '{Environment.CurrentDirectory}'";
            throw new FileNotFoundException($"There is no file '{path}'; {what} was to be read from it. Check the name{place}.", path, error);
        }
        catch (UnauthorizedAccessException error) when (Directory.Exists(path))
        {
            throw new UnauthorizedAccessException($"'{path}' is a folder, and {what} is to be read. Name a file in it.", error);
        }
    }
}
