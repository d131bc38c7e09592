using System.Formats.Tar;
using System.Text;
using Lamina.Formats;
using Lamina.Imaging;
using Xunit;

namespace Lamina.Data.Tests;

public sealed class CatalogueTests
{
    [Fact]
    public void Entries_say_all_there_is_to_say()
    {
        Assert.Equal(DatasetCatalogue.All.Count, DatasetCatalogue.All.Select(entry => entry.Name).Distinct().Count());
        Assert.All(DatasetCatalogue.All, entry =>
        {
            Assert.All([entry.Name, entry.Title, entry.Task, entry.About, entry.Licence, entry.Source, entry.Citation], text => Assert.False(string.IsNullOrWhiteSpace(text)));
            Assert.Equal(entry.Name.ToLowerInvariant(), entry.Name);
            Assert.True(DatasetCatalogue.Get(entry.Substitute).IsEmbedded);
            Assert.All(entry.Layouts.SelectMany(layout => layout.Files), file =>
            {
                Assert.True(file.Sha256 is null || (file.Sha256.Length == 64 && file.Sha256.All(char.IsAsciiHexDigitLower)), file.Name);
                Assert.Equal(file.Sha256 is null, file.Length is null);
            });
        });
        Assert.Contains("planetoid-cora", Assert.Throws<ArgumentException>(() => DatasetCatalogue.Get("korpora")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_set_that_is_nowhere_names_three_ways_out()
    {
        using TemporaryFolder folder = new();
        foreach (DatasetEntry entry in DatasetCatalogue.All.Where(entry => !entry.IsEmbedded))
        {
            string message = Assert.Throws<MissingDataException>(() => entry.Locate(new DataFolders(null, folder.At("data"), folder.At("cache")), null, null, CancellationToken.None)).Message;
            Assert.DoesNotContain('\n', message);
            Assert.Contains($"place {entry.Layouts[0].Files[0].Name}", message, StringComparison.Ordinal);
            Assert.Contains("LAMINA_DATA", message, StringComparison.Ordinal);
            Assert.Contains($"embedded data set '{entry.Substitute}'", message, StringComparison.Ordinal);
        }

        Assert.Throws<MissingDataException>(() => Imdb.Load(folder.FullName, download: false));
    }

    [Fact]
    public void Files_are_verified_by_their_sums()
    {
        using TemporaryFolder folder = new();
        DataFolders folders = new(folder.FullName);
        Assert.Equal(FileState.Missing, Assert.Single(FirstNames.Entry.Verify(folders)).State);
        Write(folder, "names/names.txt", Archives.Text("emma\n"));
        FileCheck check = Assert.Single(FirstNames.Entry.Verify(folders));
        Assert.Equal((FileState.Different, 5L), (check.State, check.Length));
        Write(folder, "planetoid-citeseer/ind.citeseer.x", [1]);
        Assert.Equal(FileState.Unverified, Planetoid.CiteSeer.Entry.Verify(folders)[0].State);
        Assert.Contains("which lacks ind.citeseer.y", Planetoid.CiteSeer.Entry.Describe(folders), StringComparison.Ordinal);
        Write(folder, "multi30k-en-de/train.en", Archives.Text("a\n"));
        Assert.Equal(FileState.Unverified, Multi30k.Entry.Verify(folders)[0].State);
        Assert.Empty(DatasetCatalogue.Get("digits").Verify(folders));
    }

    [Fact]
    public void Cifar_archives_as_they_are_published()
    {
        using TemporaryFolder folder = new();
        byte[] Records(int labels, params byte[] classes) => [.. classes.SelectMany(label => (byte[])[.. new byte[labels - 1], label, .. Enumerable.Repeat((byte)(label + 1), 3072)])];
        Write(folder, "cifar-10/cifar-10-binary.tar.gz", Archives.Tar(
            TarEntryFormat.Ustar, packed: true, ("cifar-10-batches-bin/test_batch.bin", Records(1, 9)), ("cifar-10-batches-bin/data_batch_2.bin", Records(1, 3)), ("cifar-10-batches-bin/data_batch_1.bin", Records(1, 1, 2))));
        (ArrayDataset train, ArrayDataset test) = Cifar10.Load(folder.FullName, download: false);
        Assert.Equal([1, 2, 3], train.ReadAll().Target.ToArray<long>());
        Assert.Equal(9, test.ReadAll().Target.ToArray<long>().Single());
        Assert.Equal(4 / 255f, train.Read([2]).Input.ToArray<float>()[3071]);

        string names = string.Concat(Enumerable.Range(0, 100).Select(i => $"thing{i}\n"));
        Write(folder, "cifar-100/cifar-100-binary.tar.gz", Archives.Tar(
            TarEntryFormat.Ustar, packed: true, ("x/train.bin", Records(2, 99, 5)), ("x/test.bin", Records(2, 7)), ("x/fine_label_names.txt", Archives.Text(names)), ("x/coarse_label_names.txt", Archives.Text("no\n"))));
        (train, test) = Cifar100.Load(folder.FullName, download: false);
        Assert.Equal([99, 5], train.ReadAll().Target.ToArray<long>());
        Assert.Equal("thing7", test.ClassNames[7]);

        Write(folder, "cifar-10/cifar-10-binary.tar.gz", Archives.Tar(TarEntryFormat.Ustar, packed: true, ("x/test_batch.bin", Records(1, 10)), ("x/data_batch_1.bin", Records(1, 1)[1..])));
        Assert.Contains("no whole number of records", Assert.Throws<DataFormatException>(() => Cifar10.Load(folder.FullName, download: false)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Letters_of_Emnist_stand_upright_and_count_from_0()
    {
        using TemporaryFolder folder = new();
        byte[] lying = new byte[784];
        lying[(3 * 28) + 5] = 200;
        byte[] images = Archives.Gzip(IdxBytes.Make([1, 28, 28], lying));
        Write(folder, "emnist/gzip.zip", Archives.Zip(
            ("gzip/emnist-letters-train-images-idx3-ubyte.gz", images), ("gzip/emnist-letters-train-labels-idx1-ubyte.gz", Archives.Gzip(IdxBytes.Make([1], [26]))),
            ("gzip/emnist-letters-test-images-idx3-ubyte.gz", images), ("gzip/emnist-letters-test-labels-idx1-ubyte.gz", Archives.Gzip(IdxBytes.Make([1], [1])))));
        (ArrayDataset train, ArrayDataset test) = Emnist.Load(EmnistSplit.Letters, folder.FullName, download: false);
        Assert.Equal((25L, 0L, "z"), (train.ReadAll().Target.ToArray<long>()[0], test.ReadAll().Target.ToArray<long>()[0], train.ClassNames[25]));
        Assert.Equal(200 / 255f, train.ReadAll().Input.ToArray<float>()[(5 * 28) + 3]);
        Assert.Equal([47, 62, 47, 26, 10, 10], Enum.GetValues<EmnistSplit>().Select(split => Emnist.ClassNames(split).Count));
        Assert.Contains("holds no emnist-digits-train-images", Assert.Throws<DataFormatException>(() => Emnist.Load(EmnistSplit.Digits, folder.FullName, download: false)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Boxes_come_with_their_pictures_and_errors_name_the_file()
    {
        using TemporaryFolder folder = new();
        byte[] picture = Png.Encode(new Picture(4, 3, 3));
        Place("<annotation><object><name>WBC</name><bndbox><xmin>1</xmin><ymin>0</ymin><xmax>3</xmax><ymax>2</ymax></bndbox></object><object><name>RBC</name><bndbox><xmin>1</xmin><ymin>1</ymin><xmax>1</xmax><ymax>1</ymax></bndbox></object></annotation>");
        Assert.Equal(new(1, 0, 3, 2, 1), Assert.Single(Bccd.Load(folder.FullName, download: false).Train.Read(0).Boxes));
        Check("'cat'", "<annotation><object><name>cat</name><bndbox><xmin>1</xmin><ymin>0</ymin><xmax>3</xmax><ymax>2</ymax></bndbox></object></annotation>");
        Check("no xmin", "<annotation><object><name>RBC</name><bndbox/></object></annotation>");
        Check("no XML", "<annotation>");
        Check("no XML", "<!DOCTYPE a [<!ENTITY b \"c\">]><annotation>&b;</annotation>");
        Write(folder, "bccd/BCCD.zip", Archives.Zip(("BCCD/x", [1])));
        Assert.Contains("holds no BCCD/ImageSets/Main/train.txt", Assert.Throws<DataFormatException>(() => Bccd.Load(folder.FullName, download: false)).Message, StringComparison.Ordinal);

        void Check(string part, string xml)
        {
            Place(xml);
            string message = Assert.Throws<DataFormatException>(() => Bccd.Load(folder.FullName, download: false)).Message;
            Assert.Contains("a.xml", message, StringComparison.Ordinal);
            Assert.Contains(part, message, StringComparison.Ordinal);
        }

        void Place(string xml) => Write(folder, "bccd/BCCD.zip", Archives.Zip(
            ("BCCD/JPEGImages/a.jpg", picture), ("BCCD/Annotations/a.xml", Archives.Text(xml)), ("BCCD/ImageSets/Main/train.txt", Archives.Text("a\n")), ("BCCD/ImageSets/Main/val.txt", []), ("BCCD/ImageSets/Main/test.txt", [])));
    }

    [Fact]
    public void Damaged_texts_tables_and_archives_are_typed_errors()
    {
        using TemporaryFolder folder = new();
        Write(folder, "tiny-shakespeare/input.txt", [65, 0xFF, 66]);
        Assert.Contains("UTF-8", Assert.Throws<DataFormatException>(() => TinyShakespeare.Load(folder.FullName, download: false)).Message, StringComparison.Ordinal);
        Write(folder, "imdb/aclImdb_v1.tar.gz", Archives.Tar(TarEntryFormat.Ustar, packed: true, ("aclImdb/train/unsup/0_0.txt", [65])));
        Assert.Contains("holds no reviews", Assert.Throws<DataFormatException>(() => Imdb.Load(folder.FullName, download: false)).Message, StringComparison.Ordinal);
        byte[] whole = Archives.Gzip(Encoding.UTF8.GetBytes("a\nb\n"));
        foreach (string file in Multi30k.Entry.Layouts[0].Files.Select(file => file.Name))
            Write(folder, $"multi30k-en-de/{file}", whole);
        Assert.Equal(2, Multi30k.Load(folder.FullName, download: false).Train.Count);
        Write(folder, "multi30k-en-de/train.de.gz", whole[..^4]);
        Assert.Throws<FileFormatException>(() => Multi30k.Load(folder.FullName, download: false));
        Write(folder, "multi30k-en-de/train.de.gz", Archives.Gzip(Encoding.UTF8.GetBytes("a\n")));
        Assert.Contains("do not belong together", Assert.Throws<DataFormatException>(() => Multi30k.Load(folder.FullName, download: false)).Message, StringComparison.Ordinal);
        Write(folder, "tabular/iris.csv", Archives.Text("1,2,3,4,Iris-setosa\n1,2,3,4,rose\n"));
        Assert.Contains("line 2", Assert.Throws<DataFormatException>(() => Iris.Load(folder.FullName, download: false)).Message, StringComparison.Ordinal);
        Write(folder, "tabular/wine.csv", Archives.Text("1,2\n"));
        Assert.Contains("14 columns", Assert.Throws<DataFormatException>(() => Wine.Load(folder.FullName, download: false)).Message, StringComparison.Ordinal);
    }

    static void Write(TemporaryFolder folder, string path, byte[] content)
    {
        string full = folder.At(path.Split('/'));
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllBytes(full, content);
    }
}
