using System.Text;
using Lamina.Formats;
using Lamina.TestKit;
using Xunit;

namespace Lamina.Data.Tests;

/// <summary>Sets that were damaged, or made to do harm.</summary>
[Collection(nameof(Alone))]
public sealed class RecordsAttackTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Files_that_do_not_belong_together_are_refused()
    {
        string[] files = Written();
        Move(files[1], files[1] + ".away", "begins with sample");
        Move(files[^1], files[^1] + ".away", "more files follow");
        Move(files[0], files[0] + ".away", "begins with sample");
        Refused("belong to different sets", new() { ["input.0"] = Tensor.Zeros([2, 5]), ["target.0"] = Tensor.Zeros([2]) }, files[1]);
        Refused("belong to different sets", new() { ["input.0"] = Tensor.Zeros([2, 4]) }, files[1]);

        void Move(string from, string to, string message)
        {
            File.Move(from, to);
            Refuse(_folder.At("set"), message);
            File.Move(to, from);
            Assert.Equal(60, Records.Open(_folder.At("set")).Count);
        }
    }

    [Fact]
    public void Tensors_that_make_no_set_are_refused()
    {
        Refused("'input.0', 'input.1'", new() { ["weight"] = Tensor.Zeros([2]) });
        Refused("'input.0', 'input.1'", new() { ["input.1"] = Tensor.Zeros([2]) });
        Refused("'input.0', 'input.1'", new() { ["input.00"] = Tensor.Zeros([2]) });
        Refused("'input.0', 'input.1'", new() { ["input.0"] = Tensor.Zeros([2]), ["target.\n"] = Tensor.Zeros([2]) });
        Refused("counts the samples and is the same", new() { ["input.0"] = Tensor.Zeros([2]), ["target.0"] = Tensor.Zeros([3]) });
        Refused("counts the samples and is the same", new() { ["input.0"] = Tensor.From((Scalar)1f) });

        // No bytes for a great many samples.
        Refused("samples without values", new() { ["input.0"] = Tensor.Zeros([1L << 50, 0]) });
        Refused("there are no samples", new() { ["input.0"] = Tensor.Zeros([0, 3]) });
        Refused("is to be a number", new() { ["input.0"] = Tensor.Zeros([2]) }, texts: new() { [RecordWriter.FirstKey] = "-0" });
        Refused("the set has 3 samples, its files have 2", new() { ["input.0"] = Tensor.Zeros([2]) }, texts: new() { [RecordWriter.FirstKey] = "0", [RecordWriter.CountKey] = "3" });
        Refused("class names", new() { ["input.0"] = Tensor.Zeros([2]), ["target.0"] = Tensor.From([0, 7]) }, texts: new() { [RecordWriter.ClassesKey] = "a\nb" });
        Directory.CreateDirectory(_folder.At("empty"));
        Refuse(_folder.At("empty"), "there is no .safetensors file");
        Assert.ThrowsAny<IOException>(() => Records.Open(_folder.At("nowhere")));
        Assert.Throws<ArgumentException>(() => new RecordWriter(_folder.At("lines"), new DatasetInfo { ClassNames = ["a\nb"] }));
    }

    [Fact]
    public void Links_are_not_followed_and_names_are_clean()
    {
        string[] files = Written();
        File.Move(files[1], _folder.At("elsewhere"));
        File.CreateSymbolicLink(files[1], _folder.At("elsewhere"));
        Refuse(_folder.At("set"), "this is a link");
        Safetensors.Save(_folder.At("names.safetensors"), new Dictionary<string, Tensor> { ["input.0"] = Tensor.Zeros([2]) }, new Dictionary<string, string> { [RecordWriter.NameKey] = "a\u001b[31m" + new string('x', 5_000), [RecordWriter.ClassesKey] = "b\u0007\nc" });
        DatasetInfo info = Records.Open(_folder.At("names.safetensors")).Info;
        Assert.Equal(("a?[31m", 200), (info.Name[..6], info.Name.Length));
        Assert.Equal(["b?", "c"], info.ClassNames);
    }

    [Fact]
    public void A_file_that_becomes_shorter_gives_an_error_and_no_crash()
    {
        string[] files = Written();
        ArrayDataset set = Records.Open(_folder.At("set"));
        using (FileStream stream = new(files[1], FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
            stream.SetLength(stream.Length - 100);
        DataReadException error = Assert.Throws<DataReadException>(() => new DataLoader(set, 8).Count());
        Assert.IsType<FileFormatException>(error.InnerException);
    }

    [Fact]
    public void Changed_files_give_the_typed_error_or_samples()
    {
        string[] files = Written();
        byte[] valid = File.ReadAllBytes(files[1]);
        int read = Fuzzing.Run("records", [valid], file =>
        {
            File.WriteAllBytes(files[1], file);
            ArrayDataset set = Records.Open(_folder.At("set"));
            Assert.Equal(set.Count, set.ReadAll().Count);
        }, (seed, random) =>
        {
            int length = BitConverter.ToInt32(seed), at = random.Next(length);
            string header = Encoding.Latin1.GetString(seed, 8, length);
            header = header.Remove(at, 1).Insert(at, $"{random.Next(10)}");
            return [.. BitConverter.GetBytes((long)header.Length), .. Encoding.Latin1.GetBytes(header), .. seed[(8 + length)..]];
        });
        Assert.InRange(read, 1, 399);
    }

    string[] Written()
    {
        using (RecordWriter writer = new(_folder.At("set"), maxFileBytes: 200))
        {
            for (int i = 0; i < 6; i++)
                writer.Add(new Batch([Tensor.Zeros([10, 8])], [Tensor.Zeros([10])]));
            writer.Complete();
        }

        return [.. Directory.GetFiles(_folder.At("set")).Order(StringComparer.Ordinal)];
    }

    void Refused(string message, Dictionary<string, Tensor> tensors, string? file = null, Dictionary<string, string>? texts = null)
    {
        string path = file ?? _folder.At("bad.safetensors");
        byte[]? before = file is null ? null : File.ReadAllBytes(file);
        Safetensors.Save(path, tensors, texts);
        Refuse(file is null ? path : _folder.At("set"), message);
        if (before is not null)
            File.WriteAllBytes(path, before);
    }

    static void Refuse(string path, string message)
    {
        string said = Assert.Throws<DataFormatException>(() => Records.Open(path)).Message;
        Assert.Contains(message, said, StringComparison.Ordinal);
        Assert.DoesNotContain(said, letter => char.IsControl(letter));
    }
}
