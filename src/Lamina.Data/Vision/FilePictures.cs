using Lamina.Imaging;

namespace Lamina.Data.Vision;

/// <summary>Pictures in files, each read when it is asked for.</summary>
internal sealed class FilePictures : IDataset<PictureSample>
{
    readonly string[] _paths;
    readonly int[]? _labels;
    readonly int _channels;

    /// <exception cref="ArgumentOutOfRangeException">There is no such number of channels.</exception>
    /// <exception cref="DataFormatException">Files and labels differ in number, or a label has no class.</exception>
    public FilePictures(string[] paths, int[]? labels, int classes, int channels, string name)
    {
        (_paths, _labels, _channels, Name) = (paths, labels, CheckedChannels(channels), name);
        if (labels is null)
            return;
        if (labels.Length != paths.Length)
            throw new DataFormatException($"{name}: files and labels do not match: {paths.Length} files, {labels.Length} labels. Give a label for each file, or none at all.");
        int wrong = classes == 0 ? -1 : Array.FindIndex(labels, label => (uint)label >= (uint)classes);
        if (wrong >= 0)
            throw new DataFormatException($"{name}: the label of {paths[wrong]} is {labels[wrong]}, but there are {classes} class names: labels go from 0 to {classes - 1}. Number the classes from 0, or give the true list of classes.");
    }

    public long Count => _paths.Length;

    public string Name { get; }

    public static int CheckedChannels(int channels) => channels is 0 or 1 or 3 or 4
        ? channels
        : throw new ArgumentOutOfRangeException(nameof(channels), channels, "A picture has 1, 3 or 4 channels; 0 leaves it as it is.");

    public PictureSample Read(long index)
    {
        Indices.Check([index], Count);
        Picture picture = Pictures.Read(_paths[index]);
        return new PictureSample(_channels == 0 ? picture : picture.WithChannels(_channels), _labels?[index]) { Source = _paths[index] };
    }
}
