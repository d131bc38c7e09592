using System.Security.Cryptography;
using Lamina.Data;
using Lamina.Data.Vision;
using Lamina.Imaging;

namespace Lamina.Pipelines;

/// <summary>Looks at all pictures of a folder once.</summary>
internal static class ImageScan
{
    /// <summary>What was found, and the files and labels of the pictures that can be learnt from, each picture once.</summary>
    public static (ImageFacts Facts, IReadOnlyList<string> Files, IReadOnlyList<int> Labels) Of(string path)
    {
        ImageFolder folder = new(path, channels: 0);
        List<(string Path, string Problem)> broken = [];
        List<(string File, int Label, int Width, int Height, int Channels)> good = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        int duplicates = 0;
        foreach ((string file, int label) in folder.Files.Zip(folder.Labels))
        {
            try
            {
                Picture picture = Pictures.Read(file);
                if (seen.Add($"{picture.Width} {picture.Height} {picture.Channels} {Convert.ToHexString(SHA256.HashData(picture.Pixels))}"))
                    good.Add((file, label, picture.Width, picture.Height, picture.Channels));
                else
                    duplicates++;
            }
            catch (Exception error) when (error is ImageFormatException or IOException or UnauthorizedAccessException)
            {
                broken.Add((file, error.Message));
            }
        }

        int[] counts = [.. folder.ClassNames.Select((_, label) => good.Count(one => one.Label == label))];
        if (Array.FindIndex(counts, count => count == 0) is >= 0 and var empty)
            throw new DataFormatException($"{path}: class '{folder.ClassNames[empty]}' has no picture that can be read and is not in another class as well. Put some into its folder, or remove the folder.");
        if (counts.Length < 2)
            throw new DataFormatException($"{path} has the one class '{folder.ClassNames[0]}'; there is nothing to tell apart. Give a folder with a folder of pictures for each of two classes or more.");
        var byArea = good.OrderBy(one => (long)one.Width * one.Height).ToList();
        ImageFacts facts = new()
        {
            Folder = path,
            Classes = [.. folder.ClassNames.Zip(counts, KeyValuePair.Create)],
            Smallest = (byArea[0].Width, byArea[0].Height),
            Largest = (byArea[^1].Width, byArea[^1].Height),
            HasColour = good.Exists(one => one.Channels >= 3),
            Broken = broken,
            Duplicates = duplicates,
        };
        return (facts, [.. good.Select(one => one.File)], [.. good.Select(one => one.Label)]);
    }
}
