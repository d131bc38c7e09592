using System.Text;
using Xunit;

namespace Lamina.Formats.Tests;

/// <summary>Files that break the format's rules. Each must end in a <see cref="FileFormatException"/>, and in no other error.</summary>
public sealed class SafetensorsAttackTests
{
    static byte[] File(string header, int data, long? claimed = null) =>
        [.. BitConverter.GetBytes(claimed ?? Encoding.UTF8.GetByteCount(header)), .. Encoding.UTF8.GetBytes(header), .. new byte[data]];

    static FileFormatException Refused(byte[] file)
    {
        FileFormatException error = Assert.Throws<FileFormatException>(() => Safetensors.Load(new MemoryStream(file), "bad.safetensors"));
        Assert.StartsWith("bad.safetensors", error.Message, StringComparison.Ordinal);
        Assert.Equal("bad.safetensors", error.Path);
        return error;
    }

    static string Entry(string name, string dtype, string shape, long begin, long end) =>
        $$"""
        "{{name}}":{"dtype":"{{dtype}}","shape":{{shape}},"data_offsets":[{{begin}},{{end}}]}
        """;

    [Fact]
    public void BrokenRulesAreNamed()
    {
        foreach ((string rule, byte[] file) in ((string, byte[])[])
        [
            ("8 bytes", []),
            ("8 bytes", [1, 0, 0]),
            ("are there", File("{}", 0, claimed: 3)),
            ("are there", File("{}", 0, claimed: -1)),
            ("are there", File("{}", 0, claimed: long.MaxValue)),
            ("at most 100000000", File("{}", 100_000_001, claimed: 100_000_001)),
            ("JSON", File("", 0)),
            ("JSON", File("{", 0)),
            ("JSON object", File("[]", 0)),
            ("JSON", File("{} x", 0)),
            ("JSON", File("{\"a\":", 0)),
            ("JSON", [.. BitConverter.GetBytes(8L), .. "{\"a"u8, 0xff, 0xfe, .. "\":1"u8]),
            ("twice", File($"{{{Entry("a", "U8", "[1]", 0, 1)},{Entry("a", "U8", "[1]", 1, 2)}}}", 2)),
            ("twice", File($"{{{Entry("a", "U8", "[1]", 0, 1)},{Entry("\\u0061", "U8", "[1]", 1, 2)}}}", 2)),
            ("twice", File("""{"__metadata__":{"a":"1","a":"2"}}""", 0)),
            ("twice", File("""{"a":{"dtype":"U8","dtype":"U8","shape":[1],"data_offsets":[0,1]}}""", 1)),
            ("is a text", File("""{"__metadata__":{"a":1}}""", 0)),
            ("object of texts", File("""{"__metadata__":[]}""", 0)),
            ("is an object", File("""{"a":1}""", 0)),
            ("lacks", File("""{"a":{}}""", 0)),
            ("lacks", File("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[0]}}""", 1)),
            ("F8_E4M3", File($"{{{Entry("a", "F8_E4M3", "[1]", 0, 1)}}}", 1)),
            ("U16", File($"{{{Entry("a", "U16", "[1]", 0, 2)}}}", 2)),
            ("f32", File($"{{{Entry("a", "f32", "[1]", 0, 4)}}}", 4)),
            ("whole number", File($"{{{Entry("a", "U8", "[-1]", 0, 1)}}}", 1)),
            ("whole number", File($"{{{Entry("a", "U8", "[1.5]", 0, 1)}}}", 1)),
            ("whole number", File($"{{{Entry("a", "U8", "[99999999999999999999]", 0, 1)}}}", 1)),
            ("whole number", File($"{{{Entry("a", "U8", "[\"1\"]", 0, 1)}}}", 1)),
            ("whole number", File($"{{{Entry("a", "U8", "[1]", -1, 0)}}}", 1)),
            ("more than 16", File($"{{{Entry("a", "U8", "[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1]", 0, 1)}}}", 1)),
            ("more than 2", File("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1,2]}}""", 1)),
            ("no tensor can have", File($"{{{Entry("a", "F64", "[4294967296,4294967296]", 0, 8)}}}", 8)),
            ("no tensor can have", File($"{{{Entry("a", "F64", "[0,4611686018427387904,4]", 0, 0)}}}", 0)),
            ("takes 8000000000 bytes", File($"{{{Entry("a", "F64", "[1000000000]", 0, 8)}}}", 8)),
            ("takes 4 bytes", File($"{{{Entry("a", "F32", "[1]", 0, 3)}}}", 3)),
            ("of 4", File($"{{{Entry("a", "F32", "[2]", 0, 8)}}}", 4)),
            ("of 4", File($"{{{Entry("a", "F32", "[1]", 4, 0)}}}", 4)),
            ("overlaps", File($"{{{Entry("a", "F32", "[2]", 0, 8)},{Entry("b", "F32", "[1]", 4, 8)}}}", 8)),
            ("gap", File($"{{{Entry("a", "U8", "[1]", 0, 1)},{Entry("b", "U8", "[1]", 2, 3)}}}", 3)),
            ("4 follow", File($"{{{Entry("a", "U8", "[3]", 0, 3)}}}", 4)),
            ("neither 0 nor 1", [.. File($"{{{Entry("a", "BOOL", "[2]", 0, 2)}}}", 1), 2]),
            ("JSON", File("{\"a\":{\"b\":" + new string('[', 100_000), 0)),
        ])
        {
            FileFormatException error = Refused(file);
            Assert.True(error.Message.Contains(rule, StringComparison.Ordinal), $"'{error.Message}' does not say '{rule}'.");
        }
    }

    [Fact]
    public void DTypesThatTheEngineHasNotAreNamedWithTheirTensor()
    {
        foreach ((string dtype, int bytes) in ((string, int)[])[("F8_E4M3", 1), ("F8_E5M2", 1), ("F8_E8M0", 1), ("U16", 2), ("U32", 4), ("U64", 8), ("C64", 8)])
        {
            string message = Refused(File($"{{{Entry("fine", "U8", "[1]", 0, 1)},{Entry("layer.weight", dtype, "[1]", 1, 1 + bytes)}}}", 1 + bytes)).Message;
            Assert.Contains($"'layer.weight' has the dtype '{dtype}'", message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void NamesInErrorsAreCutAndClean()
    {
        string name = new('n', 5000);
        Assert.True(Refused(File($"{{{Entry(name, "U8", "[2]", 0, 1)}}}", 1)).Message.Length < 500);
        Assert.DoesNotContain('\u001b', Refused(File($"{{{Entry("\\u001b[31m", "U8", "[2]", 0, 1)}}}", 1)).Message);
    }

    [Fact]
    public void WhatTheReferenceAllowsIsRead()
    {
        Assert.Empty(Safetensors.Load(new MemoryStream(File("{}", 0)), "empty").Tensors);
        Assert.Equal([2, 0], Safetensors.Load(new MemoryStream(File($"{{{Entry("a", "U8", "[2,0]", 0, 0)}}}   ", 0)), "zero").Tensors["a"].Shape);
        string further = """{"a":{"dtype":"U8","shape":[],"data_offsets":[0,1],"further":{"x":[1]}}}""";
        Assert.Equal(0, Safetensors.Load(new MemoryStream(File(further, 1)), "further").Tensors["a"].ToInt64());
    }

    /// <summary>Every byte of a small file changed in several ways, and every cut of it: read, or refused, nothing else.</summary>
    [Fact]
    public void MutatedFilesAreReadOrRefused()
    {
        using MemoryStream stream = new();
        Safetensors.Save(stream, [new("w", Tensor.From<float>([1, 2, 3, 4], [2, 2])), new("b", Tensor.From(true, false)), new("n", Tensor.From(5L))], [new("k", "v")]);
        byte[] good = stream.ToArray();
        int read = 0, refused = 0;
        void Try(byte[] file)
        {
            try
            {
                Safetensors.Load(new MemoryStream(file), "mutated");
                read++;
            }
            catch (FileFormatException)
            {
                refused++;
            }
        }

        for (int i = 0; i < good.Length; i++)
        {
            Try(good[..i]);
            foreach (byte flip in (byte[])[1, 2, 4, 8, 16, 32, 64, 128, 255])
            {
                byte[] changed = [.. good];
                changed[i] ^= flip;
                Try(changed);
            }

            Try([.. good[..i], .. good[(i + 1)..]]);
            Try([.. good[..i], (byte)'1', .. good[i..]]);
        }

        Random random = new(1);
        for (int round = 0; round < 2000; round++)
        {
            byte[] changed = [.. good];
            for (int k = 0; k < 4; k++)
                changed[random.Next(changed.Length)] = (byte)random.Next(32, 127);
            Try(changed);
        }

        Assert.True(read > 100 && refused > 1000, $"{read} were read, {refused} refused: the mutations miss their mark.");
    }
}
