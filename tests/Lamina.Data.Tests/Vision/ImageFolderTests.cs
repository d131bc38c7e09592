using System.IO.Compression;
using Lamina.Data.Vision;
using Lamina.Imaging;
using Xunit;

namespace Lamina.Data.Tests.Vision;

/// <summary>Folders of folders of pictures.</summary>
public sealed class ImageFolderTests
{
    [Fact]
    public void Classes_are_folders_in_ordinal_order()
    {
        using TemporaryFolder folder = Pictured();
        ImageFolder set = new(folder.At("set"));
        Assert.Equal(["Zebra", "ant", "bee"], set.ClassNames);
        Assert.Equal("set", set.Name);
        Assert.Equal(["0.png", "1.ppm", "0.png", "deep.png", "0.BMP"], set.Files.Select(Path.GetFileName));
        Assert.Equal([0, 0, 1, 1, 2], set.Labels);
        Assert.All(Enumerable.Range(0, 4), i => Assert.Equal(3, set.Read(i).Picture.Channels));
        Assert.Equal(Samples.Grainy(6, 5, 3).Pixels.ToArray(), set.Read(1).Picture.Pixels.ToArray());
        Assert.Equal(1, new ImageFolder(folder.At("set"), channels: 0).Read(0).Picture.Channels);
        Assert.Equal((1, 4), (new ImageFolder(folder.At("set"), 1).Read(1).Picture.Channels, new ImageFolder(folder.At("set"), 4).Read(1).Picture.Channels));
    }

    [Fact]
    public void Broken_files_are_named()
    {
        using TemporaryFolder folder = Pictured();
        string broken = folder.At("set", "bee", "0.BMP");
        Assert.Contains(broken, Assert.Throws<ImageFormatException>(() => new ImageFolder(folder.At("set")).Read(4)).Message, StringComparison.Ordinal);
        ImageFolder set = new(folder.At("set"), skipBroken: true);
        Assert.Equal((4, 3), (set.Count, set.ClassNames.Count));
        (string path, string problem) = Assert.Single(set.Broken);
        Assert.Equal(broken, path);
        Assert.Contains("no known kind of picture", problem, StringComparison.Ordinal);
        DataLoader loader = new(PictureDataset.FromFolder(folder.At("set"), skipBroken: true).Augment(1, new Resize((4, 4))).ToTensors(), 4);
        (Tensor images, Tensor labels) = Assert.Single(loader);
        Assert.Equal([4, 3, 4, 4], images.Shape);
        Assert.Equal([0L, 0, 1, 1], labels.ToArray<long>());
    }

    [Fact]
    public void Files_of_ones_own_choice_are_read()
    {
        using TemporaryFolder folder = Pictured();
        string[] paths = [folder.At("set", "Zebra", "1.ppm"), folder.At("set", "ant", "0.png")];
        PictureDataset set = PictureDataset.FromFiles(paths, [1, 0], ["no", "yes"], channels: 4);
        Assert.Equal((2, 4, 1, paths[0]), (set.Count, set.Read(0).Picture.Channels, set.Read(0).Label, set.Read(0).Source));
        Assert.Null(PictureDataset.FromFiles(paths).Read(1).Label);
        Assert.Contains("2 files, 1 labels", Assert.Throws<DataFormatException>(() => PictureDataset.FromFiles(paths, [1])).Message, StringComparison.Ordinal);
        Assert.Contains("is 2, but there are 2 class names", Assert.Throws<DataFormatException>(() => PictureDataset.FromFiles(paths, [1, 2], ["no", "yes"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_set_is_said()
    {
        using TemporaryFolder folder = new();
        Assert.Contains("There is no folder", Assert.Throws<DataFormatException>(() => new ImageFolder(folder.At("none"))).Message, StringComparison.Ordinal);
        Assert.Contains("has no folders", Assert.Throws<DataFormatException>(() => new ImageFolder(folder.FullName)).Message, StringComparison.Ordinal);
        Directory.CreateDirectory(folder.At("cat"));
        Assert.Contains("has no pictures", Assert.Throws<DataFormatException>(() => new ImageFolder(folder.FullName)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new ImageFolder(folder.FullName, channels: 2));
    }

    [Fact]
    public void Faces_are_read_from_their_folders()
    {
        string archive = Path.Combine(Environment.GetEnvironmentVariable("LAMINA_DATA") ?? "", "att-faces", "att_faces.zip");
        if (!File.Exists(archive))
            Assert.Skip($"There is no {archive}: LAMINA_DATA names no folder with att-faces.");
        using TemporaryFolder folder = new();
        ZipFile.ExtractToDirectory(archive, folder.FullName);
        string first = Directory.EnumerateFiles(folder.FullName, "*.pgm", SearchOption.AllDirectories).First();
        PictureDataset faces = PictureDataset.FromFolder(Path.GetDirectoryName(Path.GetDirectoryName(first))!, channels: 1);
        Assert.Equal((400, 40), (faces.Count, faces.ClassNames.Count));
        (PictureDataset train, _) = faces.Split(0.1, 1);
        Batch batch = train.Augment(3, new RandomRotation(5), new RandomHorizontalFlip()).ToTensors().Read([.. Enumerable.Range(0, 360).Select(i => (long)i)]);
        Assert.Equal(new TensorSpec(DType.Float32, [360, 1, 112, 92]), batch.Input.Spec);
        Assert.Equal(40, batch.Target.ToArray<long>().Distinct().Count());
        Assert.InRange(batch.Input.ToArray<float>().Average(), 0.3f, 0.6f);
    }

    static TemporaryFolder Pictured()
    {
        TemporaryFolder folder = new();
        foreach (string name in (string[])["Zebra", "ant/further", "bee", ".hidden"])
            Directory.CreateDirectory(folder.At("set", name));
        Png.Write(Samples.Grainy(7, 5, 1), folder.At("set", "Zebra", "0.png"));
        Pnm.Write(Samples.Grainy(6, 5, 3), folder.At("set", "Zebra", "1.ppm"));
        Png.Write(Samples.Grainy(5, 8, 4), folder.At("set", "ant", "0.png"));
        Png.Write(Samples.Grainy(9, 9, 3), folder.At("set", "ant", "further", "deep.png"));
        File.WriteAllText(folder.At("set", "ant", "notes.txt"), "no picture");
        File.WriteAllText(folder.At("set", "bee", "0.BMP"), "neither");
        return folder;
    }
}
