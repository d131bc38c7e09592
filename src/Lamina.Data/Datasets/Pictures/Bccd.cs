using System.IO.Compression;
using System.Text;
using Lamina.Data.Vision;
using Lamina.Formats;
using Lamina.Imaging;

namespace Lamina.Data;

/// <summary>BCCD: 364 pictures of blood of 640 × 480 with boxes around red cells, white cells and platelets.</summary>
/// <remarks><b>Source:</b> Shenggan, cosmicad, akshaylamba: BCCD Dataset (2017).</remarks>
public static class Bccd
{
    /// <summary>The name of each class.</summary>
    public static IReadOnlyList<string> ClassNames { get; } = ["RBC", "WBC", "Platelets"];

    /// <summary>What the catalogue says of it.</summary>
    public static DatasetEntry Entry { get; } = new()
    {
        Name = "bccd",
        Title = "BCCD blood cells",
        Task = "object detection",
        About = "205 + 87 + 72 pictures of blood, 640×480, with 4,886 boxes in three classes",
        Licence = "MIT",
        Source = "Shenggan, cosmicad, akshaylamba: github.com/Shenggan/BCCD_Dataset",
        Citation = "Shenggan, cosmicad, akshaylamba: BCCD Dataset (2017)",
        Layouts =
        [
            DatasetLayout.Single("bccd", "BCCD_Dataset-master.zip", "https://github.com/Shenggan/BCCD_Dataset/archive/refs/heads/master.zip"),
            DatasetLayout.Of("bccd", [], ("BCCD.zip", 7_749_454, "c796022489b6c4b8c991d02537906d7940573bdba34d6b7151a5149c8545abb8")),
        ],
        Preview = folder => Previews.OfPictures(Load(folder, download: false).Train),
    };

    /// <summary>Reads the three parts from their archive; pictures stay packed in memory and are decoded when they are read.</summary>
    /// <returns>Pictures with boxes [x1, y1, x2, y2] as they were published, in pixels; the two boxes without an area are left out.</returns>
    /// <inheritdoc cref="Cifar10.Load"/>
    public static (PictureDataset Train, PictureDataset Validation, PictureDataset Test) Load(
        string? dataFolder = null, bool download = true, IProgress<DownloadProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        string path = Entry.Locate(dataFolder, download, progress, cancellationToken).Only;
        using FileStream stream = File.OpenRead(path);
        using ZipEntries archive = new(stream, path);
        Dictionary<string, ZipArchiveEntry> entries = [];
        foreach (ZipArchiveEntry entry in archive.All)
            entries.TryAdd(Place(entry.FullName), entry);
        return (Part("train", "training"), Part("val", "validation"), Part("test", "test"));

        PictureDataset Part(string list, string part)
        {
            Annotated[] pictures = [.. TextLines.Of(Encoding.UTF8.GetString(Bytes($"ImageSets/Main/{list}.txt"))).Select(line => line.Trim()).Where(line => line.Length > 0).Select(name => new Annotated(
                $"{path}, {name}.jpg", Bytes($"JPEGImages/{name}.jpg"), VocAnnotation.Read(Bytes($"Annotations/{name}.xml"), $"{path}, {name}.xml", ClassNames)))];
            IDataset<PictureSample> samples = Dataset.Generate(pictures.Length, i => pictures[i].Read(), $"{Entry.Title}, {part} part");
            return new PictureDataset(samples, ClassNames);
        }

        byte[] Bytes(string file) => entries.TryGetValue(file, out ZipArchiveEntry? entry) ? archive.Bytes(entry) : throw new DataFormatException($"{path} holds no BCCD/{file}. Delete it and get it again.");
    }

    // What comes after …/BCCD/
    static string Place(string path) => path.LastIndexOf("BCCD/", StringComparison.Ordinal) is >= 0 and int at ? path[(at + "BCCD/".Length)..] : path;

    sealed record Annotated(string Name, byte[] Content, PictureBox[] Boxes)
    {
        public PictureSample Read() => new(Pictures.Decode(Content, Name)) { Boxes = Boxes, Source = Name };
    }
}
