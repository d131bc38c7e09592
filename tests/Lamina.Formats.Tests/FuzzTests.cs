using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Lamina.TestKit;
using Xunit;

namespace Lamina.Formats.Tests;

/// <summary>Mutated files of every format. LAMINA_FUZZ=1000000 runs a million of each.</summary>
[Collection(nameof(Alone))]
public sealed partial class FuzzTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("lamina-fuzz-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Safetensors_files()
    {
        MemoryStream stream = new();
        Safetensors.Save(stream, new Dictionary<string, Tensor> { ["a.weight"] = Tensor.Arange(0, 12).To(DType.Float32).Reshape(3, 4), ["b"] = Tensor.From([true, false]) }, new Dictionary<string, string> { ["format"] = "pt" });
        Fuzzing.Run("safetensors", [stream.ToArray()], file => Look(Safetensors.Load(new MemoryStream(file), "fuzz").Tensors.Values), (seed, random) =>
        {
            int length = BitConverter.ToInt32(seed);
            byte[] header = Text(Encoding.UTF8.GetString(seed, 8, length), random);
            return [.. BitConverter.GetBytes((long)header.Length), .. header, .. seed[(8 + length)..]];
        });
    }

    [Fact]
    public void Safetensors_indexes()
    {
        string index = Safetensors.SaveSharded(
            Path.Combine(_folder, "m.safetensors"), new Dictionary<string, Tensor> { ["a.weight"] = Tensor.Ones([3, 4]), ["b"] = Tensor.From([true, false]), ["c"] = Tensor.Ones([2]) }, maxShardBytes: 8);
        string[] parts = ["/", "..", "\\u0000", "00001", "m-00002-of-00003.safetensors", "\"", "{", "}", "weight_map", "\\ud800", "null", ":"];
        Fuzzing.Run("index", [File.ReadAllBytes(index)], file =>
        {
            File.WriteAllBytes(index, file);
            Look(Safetensors.Load(index).Tensors.Values);
        }, (seed, random) =>
        {
            string text = Encoding.UTF8.GetString(seed);
            int at = random.Next(text.Length);
            return random.Next(2) == 0 ? Text(text, random) : Encoding.UTF8.GetBytes(text.Remove(at, random.Next(Math.Min(8, text.Length - at))).Insert(at, parts[random.Next(parts.Length)]));
        });
    }

    [Fact]
    public void NumPy_files() => Fuzzing.Run(
        "npy", [.. GoldenFolder.Names("*.npy").Select(Golden)], file => Look([NumPy.Load(Write(file))]), (seed, random) =>
        {
            int length = BitConverter.ToUInt16(seed, 8);
            byte[] header = Text(Encoding.UTF8.GetString(seed, 10, length), random);
            return [.. seed[..8], .. BitConverter.GetBytes((ushort)header.Length), .. header, .. seed[(10 + length)..]];
        });

    [Fact]
    public void NumPy_archives() => Fuzzing.Run("npz", [Golden("plain.npz"), Golden("packed.npz")], file => Look(NumPy.LoadArchive(Write(file)).Values), Zip);

    [Fact]
    public void PyTorch_checkpoints() => Fuzzing.Run(
        "pt", [Golden("state.pt"), Golden("module.pt"), Golden("checkpoint.pt")], file => Look(PyTorch.Load(Write(file)).Values), Zip);

    static void Look(IEnumerable<Tensor> tensors)
    {
        foreach (Tensor tensor in tensors)
            tensor.ToString();
    }

    static byte[] Golden(string name) => File.ReadAllBytes(GoldenFolder.At(name));

    string Write(byte[] file)
    {
        string path = Path.Combine(_folder, "file");
        File.WriteAllBytes(path, file);
        return path;
    }

    // Another number where one stands.
    static byte[] Text(string text, System.Random random)
    {
        MatchCollection numbers = Numbers().Matches(text);
        if (numbers.Count == 0)
            return Encoding.UTF8.GetBytes(text);
        Match number = numbers[random.Next(numbers.Count)];
        return Encoding.UTF8.GetBytes(string.Concat(text.AsSpan(0, number.Index), $"{Fuzzing.Extreme(random)}", text.AsSpan(number.Index + number.Length)));
    }

    // The archive whole, and one of its entries changed.
    static byte[] Zip(byte[] seed, System.Random random)
    {
        using MemoryStream result = new();
        using (ZipArchive from = new(new MemoryStream(seed)))
        using (ZipArchive to = new(result, ZipArchiveMode.Create, leaveOpen: true))
        {
            int changed = random.Next(from.Entries.Count);
            for (int i = 0; i < from.Entries.Count; i++)
            {
                using MemoryStream content = new();
                using (Stream entry = from.Entries[i].Open())
                    entry.CopyTo(content);
                using Stream target = to.CreateEntry(from.Entries[i].FullName).Open();
                target.Write(i == changed ? Fuzzing.Bytes(content.ToArray(), random) : content.ToArray());
            }
        }

        return result.ToArray();
    }

    [GeneratedRegex(@"\d+")]
    private static partial Regex Numbers();
}
