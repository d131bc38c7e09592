using Xunit;

namespace Lamina.Formats.Tests;

/// <summary>Indexes that break the rules or lead elsewhere. Each must end in a <see cref="FileFormatException"/>, and in no other error.</summary>
public sealed class SafetensorsIndexAttackTests : IDisposable
{
    readonly string _root = Directory.CreateTempSubdirectory("lamina-index-").FullName;
    readonly string _folder, _index;

    public SafetensorsIndexAttackTests()
    {
        _folder = Directory.CreateDirectory(Path.Combine(_root, "model")).FullName;
        _index = Path.Combine(_folder, "model.safetensors.index.json");
        Safetensors.Save(Path.Combine(_folder, "a.safetensors"), [new("w", Tensor.From(1f)), new("v", Tensor.From(2f))]);
        Safetensors.Save(Path.Combine(_folder, "b.safetensors"), [new("w", Tensor.From(3f))]);
        Safetensors.Save(Path.Combine(_root, "secret.safetensors"), [new("w", Tensor.From(4f))]);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    SafetensorsFile Load(string json)
    {
        File.WriteAllText(_index, json);
        return Safetensors.Load(_index);
    }

    void Refused(string rule, string json)
    {
        FileFormatException error = Assert.Throws<FileFormatException>(() => Load(json));
        Assert.Equal(_index, error.Path);
        Assert.True(error.Message.Contains(rule, StringComparison.Ordinal) && error.Message.Length < 1000 && !error.Message.Any(char.IsControl), $"'{error.Message}' does not say '{rule}'.");
    }

    static string Map(string file, string name = "w") => $$$"""{"weight_map":{"{{{name}}}":"{{{file}}}"}}""";

    [Fact]
    public void What_the_index_names_is_read_and_nothing_else()
    {
        SafetensorsFile set = Load("""{"metadata":{"total_size":1,"note":"x","deep":{"y":[1]},"none":null,"true":true},"weight_map":{"v":"a.safetensors","w":"b.safetensors"},"further":[{}]}""");
        Assert.Equal(["v", "w"], set.Tensors.Keys);
        Assert.Equal(3, set.Tensors["w"].ToSingle());
        Assert.Equal([new("total_size", "1"), new("note", "x"), new("true", "true")], set.Metadata);
        Assert.Empty(Load("""{"weight_map":{}}""").Tensors);
    }

    [Fact]
    public void Files_outside_of_the_folder_are_not_read()
    {
        foreach (string file in (string[])
        [
            "../secret.safetensors", "..\\\\secret.safetensors", "./a.safetensors", "sub/../../secret.safetensors", "/etc/passwd", "/a.safetensors", "C:a.safetensors", "C:\\\\a.safetensors",
            "\\\\\\\\server\\\\a.safetensors", "a.safetensors:stream.safetensors", "..", ".", "", ".safetensors", "a.bin", "a.safetensors.index.json", "a\\u0000.safetensors", "..\\u002fsecret.safetensors",
            "\\u001b[31m.safetensors", new string('a', 5000) + ".safetensors", Path.Combine(_root, "secret.safetensors").Replace("\\", "\\\\", StringComparison.Ordinal),
        ])
            Refused("no name of a .safetensors file", Map(file));
    }

    [Fact]
    public void Links_are_not_followed()
    {
        foreach ((string name, string target) in ((string, string)[])
        [
            ("out", "../secret.safetensors"), ("far", Path.Combine(_root, "secret.safetensors")), ("twice", "out.safetensors"), ("within", "b.safetensors"), ("nowhere", "none.safetensors"), ("loop", "loop.safetensors"),
        ])
        {
            File.CreateSymbolicLink(Path.Combine(_folder, name + ".safetensors"), target);
            Refused("is a link", Map(name + ".safetensors"));
        }
    }

    [Fact]
    public void Broken_rules_are_named()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "folder.safetensors"));
        foreach ((string rule, string json) in ((string, string)[])
        [
            ("JSON", ""), ("JSON", "{"), ("JSON object", "[]"), ("JSON", "{} x"), ("JSON", "{\"metadata\":{\"x\":" + new string('[', 100_000)), ("JSON", "{\"x\":" + new string('[', 100_000)),
            ("no 'weight_map'", "{}"), ("object of texts", """{"weight_map":[]}"""), ("is a text", """{"weight_map":{"w":1}}"""), ("is a text", """{"weight_map":{"w":{"f":"a.safetensors"}}}"""),
            ("is an object", """{"metadata":7}"""), ("twice", """{"weight_map":{},"weight_map":{}}"""), ("twice", """{"weight_map":{},"weight\u005fmap":{}}"""),
            ("twice", """{"weight_map":{"w":"a.safetensors","\u0077":"b.safetensors"}}"""), ("twice", """{"metadata":{"a":1,"a":2}}"""),
            ("does not have it", Map("b.safetensors", "v")), ("does not have it", Map("b.safetensors", new string('n', 5000))),
            ("cannot be read", Map("missing.safetensors")), ("cannot be read", Map("folder.safetensors")),
        ])
            Refused(rule, json);
        Assert.Throws<FileNotFoundException>(() => Safetensors.Open(Path.Combine(_folder, "none.json")));
    }

    /// <summary>A fault in a file of the set is told of that file, and leaves none of the set's files open.</summary>
    [Fact]
    public void A_broken_file_of_the_set_is_named()
    {
        string broken = Path.Combine(_folder, "c.safetensors");
        File.WriteAllBytes(broken, [1, 2, 3]);
        FileFormatException error = Assert.Throws<FileFormatException>(() => Load("""{"weight_map":{"w":"a.safetensors","v":"c.safetensors"}}"""));
        Assert.Equal(broken, error.Path);
        using FileStream alone = new(Path.Combine(_folder, "a.safetensors"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        Assert.True(alone.CanWrite);
    }
}
