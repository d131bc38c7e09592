using Lamina.Imaging;

namespace Lamina.Data.Vision;

/// <summary>The pictures of a folder that has a folder for each class, as torchvision's <c>ImageFolder</c>: <c>flowers/rose/1.jpg</c>.</summary>
/// <remarks>
/// Classes are the names of the folders in ordinal order, and files of a class lie in the order of their paths, its own folders included. Files are read
/// when they are asked for.
/// </remarks>
public sealed class ImageFolder : IDataset<PictureSample>
{
    static readonly HashSet<string> Extensions = new(StringComparer.OrdinalIgnoreCase) { ".png", ".jpg", ".jpeg", ".bmp", ".pnm", ".pbm", ".pgm", ".ppm" };

    readonly string[] _files;
    readonly int[] _labels;
    readonly FilePictures _pictures;

    /// <summary>Looks what is there.</summary>
    /// <param name="path">The folder of the classes' folders.</param>
    /// <param name="channels">1, 3 or 4: what pictures are turned into; 3, as in torchvision, by default. 0 leaves each as it is.</param>
    /// <param name="skipBroken">Whether files that cannot be read are left out and listed in <see cref="Broken"/>. All files are read once for that; otherwise reading one is an error when it comes to it.</param>
    /// <exception cref="DataFormatException">There is no such folder, it has no folders, or one of them has no pictures.</exception>
    public ImageFolder(string path, int channels = 3, bool skipBroken = false)
    {
        ArgumentNullException.ThrowIfNull(path);
        FilePictures.CheckedChannels(channels);
        if (!Directory.Exists(path))
            throw new DataFormatException($"There is no folder {Path.GetFullPath(path)}. Give the folder that has a folder of pictures for each class.");
        Name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
        string[] folders = [.. Directory.EnumerateDirectories(path).Where(folder => !Path.GetFileName(folder).StartsWith('.')).Order(StringComparer.Ordinal)];
        if (folders.Length == 0)
            throw new DataFormatException($"{path} has no folders. Put the pictures of each class into a folder of its own, named as the class.");
        ClassNames = [.. folders.Select(folder => Path.GetFileName(folder)!)];
        (string Path, int Label)[] files = [.. folders.SelectMany((folder, label) => FilesOf(folder).Select(file => (file, label)))];
        if (skipBroken)
            (files, Broken) = WithoutBroken(files);
        (_files, _labels) = ([.. files.Select(file => file.Path)], [.. files.Select(file => file.Label)]);
        _pictures = new FilePictures(_files, _labels, ClassNames.Count, channels, Name);
    }

    /// <summary>The name of each class, indexed by the label.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>Files that were left out, and why; empty unless that was asked for.</summary>
    public IReadOnlyList<(string Path, string Problem)> Broken { get; } = [];

    /// <summary>The path of each picture.</summary>
    public IReadOnlyList<string> Files => _files;

    /// <summary>The class of each picture.</summary>
    public IReadOnlyList<int> Labels => _labels;

    /// <inheritdoc/>
    public long Count => _files.Length;

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    /// <exception cref="ImageFormatException">The file is damaged; the message names it.</exception>
    public PictureSample Read(long index) => _pictures.Read(index);

    static string[] FilesOf(string folder)
    {
        string[] files = [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(file => Extensions.Contains(Path.GetExtension(file))).Order(StringComparer.Ordinal)];
        return files.Length > 0
            ? files
            : throw new DataFormatException($"{folder} has no pictures ({string.Join(", ", Extensions)}). Put some there, or remove the folder.");
    }

    static ((string Path, int Label)[] Good, List<(string Path, string Problem)> Broken) WithoutBroken((string Path, int Label)[] files)
    {
        List<(string Path, int Label)> good = [];
        List<(string Path, string Problem)> broken = [];
        foreach ((string path, int label) in files)
        {
            try
            {
                Pictures.Read(path);
                good.Add((path, label));
            }
            catch (Exception error) when (error is ImageFormatException or IOException or UnauthorizedAccessException)
            {
                broken.Add((path, error.Message));
            }
        }

        return ([.. good], broken);
    }
}
