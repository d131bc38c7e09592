using System.Security.Cryptography;
using System.Text;
using Lamina.Data;
using Lamina.Recipes.Pictures;
using Lamina.Recipes.Tables;

namespace Lamina.Recipes;

/// <summary>Data of one's own that a run trains on.</summary>
/// <param name="Kind"><c>table</c> (a CSV file), <c>text</c> (a CSV file, or a folder with a folder of .txt files for each class) or <c>images</c> (a folder with a folder of pictures for each class).</param>
/// <param name="Path">The file or folder, from the root.</param>
/// <param name="Target">The column to learn; empty for folders, whose folders are the classes.</param>
/// <param name="Sha256">What was there when the run began, by its checksum: a run goes on with the same data or not at all.</param>
public sealed record OwnData(string Kind, string Path, string Target, string Sha256)
{
    const string OfTable = "table", OfText = "text", OfImages = "images";

    /// <summary>What can be trained on data of one's own.</summary>
    public static IReadOnlyList<string> Kinds { get; } = [OfTable, OfText, OfImages];

    /// <summary>Data as it is now.</summary>
    /// <param name="kind">One of <see cref="Kinds"/>.</param>
    /// <param name="path">The file or folder.</param>
    /// <param name="target">The column to learn; null for a folder.</param>
    /// <exception cref="RecipeException">There is no such file or folder, or what is there does not suit the kind.</exception>
    public static OwnData Of(string kind, string path, string? target)
    {
        ArgumentNullException.ThrowIfNull(path);
        bool isFolder = Directory.Exists(path);
        if (!isFolder && !File.Exists(path))
            throw new RecipeException($"There is no file or folder '{path}'.");
        if (isFolder && kind == OfTable)
            throw new RecipeException($"'{path}' is a folder, and a table is a CSV file.");
        if (!isFolder && kind == OfImages)
            throw new RecipeException($"'{path}' is a file; pictures are to lie in a folder that has a folder for each class, named as the class.");
        if (!isFolder && target is null)
            throw new RecipeException($"Which column of '{path}' is to be predicted? Name it with --target; its columns are {string.Join(", ", Table.Detect(path).Columns)}.");
        if (isFolder && target is not null)
            throw new RecipeException($"'{path}' is a folder, whose folders are the classes: leave --target away.");
        string full = System.IO.Path.GetFullPath(path);
        return new OwnData(kind, full, target ?? "", Checksum(full));
    }

    /// <summary>The recipe that trains on it.</summary>
    /// <exception cref="RecipeException">The kind is unknown.</exception>
    public Recipe Recipe() => Kind switch
    {
        OfTable => new TableRecipe(this, isText: false),
        OfText => new TableRecipe(this, isText: true),
        OfImages => new ImagesRecipe(this),
        _ => throw new RecipeException($"Own data of the kind '{Kind}' is unknown here; known are {string.Join(", ", Kinds)}. Take the version of Lamina that made the run."),
    };

    /// <summary>Sees that the data is still what it was.</summary>
    /// <exception cref="RecipeException">It is gone or was changed.</exception>
    public void Check()
    {
        if (!File.Exists(Path) && !Directory.Exists(Path))
            throw new RecipeException($"'{Path}' is not there any more. Put it back, or begin another run.");
        if (Checksum(Path) != Sha256)
            throw new RecipeException($"'{Path}' was changed since the run began. Put it back as it was, or begin another run.");
    }

    // Of a folder the names and lengths of its files: reading them all would take as long as the training.
    static string Checksum(string path)
    {
        if (Directory.Exists(path))
        {
            string[] files = [.. Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
            string list = string.Join('\n', files.Select(file => $"{System.IO.Path.GetRelativePath(path, file).Replace('\\', '/')} {new FileInfo(file).Length}"));
            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(list)));
        }

        using FileStream stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
