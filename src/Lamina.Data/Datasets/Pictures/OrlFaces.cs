using System.Globalization;
using System.IO.Compression;
using Lamina.Formats;
using Lamina.Imaging;

namespace Lamina.Data;

/// <summary>The faces of ORL, later AT&amp;T: ten grey pictures of each of forty people, 92 wide and 112 high.</summary>
/// <remarks><b>Source:</b> Samaria, Harter: Parameterisation of a stochastic model for human face identification (1994).</remarks>
public static class OrlFaces
{
    const int Wide = 92, High = 112;

    /// <summary>What the catalogue says of it.</summary>
    public static DatasetEntry Entry { get; } = new()
    {
        Name = "orl-faces",
        Title = "ORL (AT&T) faces",
        Task = "face recognition",
        About = "400 grey pictures, ten of each of forty people, 92×112",
        Licence = "not stated; credit to Olivetti Research Laboratory is asked for",
        Source = "Olivetti Research Laboratory, later AT&T Laboratories Cambridge",
        Citation = "Samaria, Harter: Parameterisation of a stochastic model for human face identification (1994)",
        Layouts = [new("att-faces", new RemoteFile("att_faces.zip", [], 3_777_938, "3cc59cc6912e50b0d9f863ef313dc36f70ab0fbc163199fbdc1073f6720785e4"))],
        Preview = folder => Load(folder, download: false) is var faces ? Previews.OfPictures(faces.Select([.. Enumerable.Range(0, (int)faces.Count).Select(i => i * 10L % faces.Count)])) : [],
    };

    /// <summary>Reads all pictures from their archive, in memory. There is no official split, and nowhere to download the set.</summary>
    /// <returns>Inputs [400, 1, 112, 92] in float32, x / 255, kept as bytes, ten of each person after those of the one before; labels [400] in int64, 0 to 39 for s1 to s40.</returns>
    /// <inheritdoc cref="Cifar10.Load"/>
    /// <exception cref="ImageFormatException">A picture is damaged.</exception>
    public static ArrayDataset Load(string? dataFolder = null, bool download = true, IProgress<DownloadProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        string path = Entry.Locate(dataFolder, download, progress, cancellationToken).Only;
        using FileStream stream = File.OpenRead(path);
        using ZipEntries archive = new(stream, path);
        (int Person, int Number, ZipArchiveEntry Entry)[] faces = [.. archive.All.Select(Place).OfType<(int Person, int Number, ZipArchiveEntry Entry)>().OrderBy(face => face.Person).ThenBy(face => face.Number)];
        if (faces.Length == 0)
            throw new DataFormatException($"{path} holds no pictures s1/1.pgm to s40/10.pgm. Delete it and get it again.");
        byte[] pixels = new byte[faces.Length * Wide * High], labels = new byte[faces.Length];
        for (int i = 0; i < faces.Length; i++)
        {
            string name = $"{path}, {faces[i].Entry.FullName}";
            Picture picture = Pictures.Decode(archive.Bytes(faces[i].Entry), name);
            if (picture is not { Width: Wide, Height: High, Channels: 1 })
                throw new DataFormatException($"{name}: a grey picture of {Wide}×{High} was expected; got {picture.Width}×{picture.Height} with {picture.Channels} channels. Delete the archive and get it again.");
            picture.Pixels.CopyTo(pixels.AsSpan(i * Wide * High));
            labels[i] = (byte)(faces[i].Person - 1);
        }

        return ArrayDataset.From(new ImageSet(pixels, labels, High, Wide, [.. Enumerable.Range(1, labels.Max() + 1).Select(person => $"s{person}")]), Entry.Title);
    }

    // …/s12/3.pgm
    static (int Person, int Number, ZipArchiveEntry Entry)? Place(ZipArchiveEntry entry) =>
        entry.FullName.Split('/') is [.., ['s', .. var person], var file] && file.EndsWith(".pgm", StringComparison.Ordinal) &&
        byte.TryParse(person, CultureInfo.InvariantCulture, out byte who) && who > 0 && int.TryParse(file.AsSpan(0, file.Length - 4), CultureInfo.InvariantCulture, out int number)
            ? (who, number, entry)
            : null;
}
