using Xunit;

namespace Lamina.Formats.Tests;

public sealed class SafetensorsReaderTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("lamina-reader-").FullName;

    string At(string name) => Path.Combine(_folder, name);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    static OrderedDictionary<string, Tensor> Some() => new()
    {
        ["mask"] = Tensor.From(true, false, true),
        ["w"] = Tensor.Arange(0, 12).To(DType.Float32).Reshape(4, 3),
        ["scalar"] = Tensor.From(5L).Reshape(),
        ["empty"] = Tensor.Zeros([0, 3], DType.Float64),
        ["half"] = Tensor.Arange(0, 5).To(DType.BFloat16),
    };

    static void Same(IReadOnlyDictionary<string, Tensor> wanted, IReadOnlyDictionary<string, Tensor> got)
    {
        Assert.Equal(wanted.Keys, got.Keys);
        foreach ((string name, Tensor tensor) in wanted)
        {
            Assert.Equal(tensor.Spec, got[name].Spec);
            Assert.Equal(tensor.ToArray<double>(), got[name].ToArray<double>());
        }
    }

    [Fact]
    public void Names_specs_and_tensors_come_one_by_one()
    {
        OrderedDictionary<string, Tensor> tensors = Some();
        Safetensors.Save(At("a.safetensors"), tensors, [new("format", "pt")]);
        Tensor kept;
        using (SafetensorsReader reader = Safetensors.Open(At("a.safetensors")))
        {
            Assert.Equal(tensors.Keys, reader.Specs.Keys);
            Assert.Equal("pt", reader.Metadata["format"]);
            foreach (string name in tensors.Keys.Reverse())
            {
                Assert.Equal(tensors[name].Spec, reader.Specs[name]);
                Assert.Equal(tensors[name].ToArray<double>(), reader.Read(name).ToArray<double>());
            }

            Same(tensors, reader.ReadAll());
            kept = reader.Read("w");
            Assert.Contains("mask, w", Assert.Throws<KeyNotFoundException>(() => reader.Read("v")).Message, StringComparison.Ordinal);
        }

        kept.FillInPlace(1);
        Assert.Equal(1, kept[0, 0].ToSingle());
        Same(tensors, Safetensors.Load(At("a.safetensors")).Tensors);
    }

    [Fact]
    public void Rows_are_read_without_the_rest()
    {
        Safetensors.Save(At("a.safetensors"), Some());
        using SafetensorsReader reader = Safetensors.Open(At("a.safetensors"));
        Assert.Equal([3, 4, 5, 6, 7, 8], reader.Read("w", 1, 3).ToArray<float>());
        Assert.Equal([1L, 3], reader.Read("w", 3, 4).Shape);
        Assert.Equal([0L, 3], reader.Read("w", 4, 4).Shape);
        Assert.Equal([0L, 3], reader.Read("empty", 0, 0).Shape);
        Assert.Equal([false, true], reader.Read("mask", 1, 3).ToArray<bool>());
        foreach ((string name, long start, long end) in ((string, long, long)[])[("w", -1, 2), ("w", 2, 1), ("w", 0, 5), ("scalar", 0, 1)])
            Assert.Throws<ArgumentOutOfRangeException>(() => reader.Read(name, start, end));
    }

    [Fact]
    public void Names_in_errors_cannot_steer_a_terminal()
    {
        Safetensors.Save(At("a.safetensors"), [new("\u001b[31m" + new string('n', 5000), Tensor.From(1f))]);
        using SafetensorsReader reader = Safetensors.Open(At("a.safetensors"));
        string message = Assert.Throws<KeyNotFoundException>(() => reader.Read("x")).Message;
        Assert.True(message.Length < 500 && !message.Contains('\u001b'), message);
    }

    /// <summary>Opening a file of 64 MiB takes no memory for its tensors.</summary>
    [Fact]
    public void Opening_reads_the_header_alone()
    {
        Safetensors.Save(At("a.safetensors"), [new("large", Tensor.Zeros([1 << 26], DType.UInt8)), new("small", Tensor.From(1f))]);
        long before = GC.GetAllocatedBytesForCurrentThread();
        using FileStream inner = File.OpenRead(At("a.safetensors"));
        using CountingStream stream = new(inner);
        using SafetensorsSource source = new(stream, "counted");
        Assert.True(stream.BytesRead < 1000);
        source.Read(source.Entries.Single(entry => entry.Name == "small"));
        Assert.True(stream.BytesRead < 1000);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1 << 20);
    }

    [Fact]
    public void A_closed_reader_and_a_file_that_shrank_are_errors()
    {
        Safetensors.Save(At("a.safetensors"), Some());
        SafetensorsReader closed = Safetensors.Open(At("a.safetensors"));
        closed.Dispose();
        Assert.Throws<ObjectDisposedException>(() => closed.Read("w"));

        // The file is a stream here, since some systems let nobody shorten an open file.
        using MemoryStream stream = new();
        Safetensors.Save(stream, Some());
        stream.Position = 0;
        using SafetensorsSource source = new(stream, "shrunk");
        stream.SetLength(stream.Length - 40);
        FileFormatException error = Assert.Throws<FileFormatException>(() => source.Entries.Select(source.Read).ToList());
        Assert.Contains("became shorter", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Threads_read_side_by_side()
    {
        OrderedDictionary<string, Tensor> tensors = [];
        for (int i = 0; i < 40; i++)
            tensors[$"t{i}"] = Tensor.Full([1000], i);
        string index = Safetensors.SaveSharded(At("m.safetensors"), tensors, maxShardBytes: 40_000);
        using SafetensorsReader reader = Safetensors.Open(index);
        Parallel.For(0, 400, i => Assert.All(reader.Read($"t{i % 40}").ToArray<float>(), value => Assert.Equal(i % 40, value)));
    }

    [Fact]
    public void A_set_comes_back_whole_and_one_by_one()
    {
        OrderedDictionary<string, Tensor> tensors = Some();
        string index = Safetensors.SaveSharded(At("new/model.safetensors"), tensors, maxShardBytes: 52, [new("format", "pt")]);
        Assert.Equal(At("new/model.safetensors.index.json"), index);

        // 3 + 48 bytes; 8 + 0 + 10 bytes.
        Assert.Equal(
            ["model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors", "model.safetensors.index.json"],
            Directory.GetFiles(At("new")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(["mask", "w"], Safetensors.Load(At("new/model-00001-of-00002.safetensors")).Tensors.Keys);
        SafetensorsFile back = Safetensors.Load(index);
        Same(tensors, back.Tensors);
        Assert.Equal([new("total_size", "69"), new("format", "pt")], back.Metadata);
        using SafetensorsReader reader = Safetensors.Open(index);
        Assert.Equal(tensors.Keys, reader.Specs.Keys);
        Assert.Equal([9, 10, 11], reader.Read("w", 3, 4).ToArray<float>());
    }

    [Fact]
    public void Shards_are_cut_by_bytes_alone()
    {
        int Files(long most, params int[] sizes)
        {
            string folder = At(Guid.NewGuid().ToString("N"));
            string index = Safetensors.SaveSharded(Path.Combine(folder, "m.safetensors"), sizes.Select((size, i) => new KeyValuePair<string, Tensor>($"t{i}", Tensor.Zeros([size], DType.UInt8))), most);
            Assert.Equal(sizes.Select(size => (long)size), Safetensors.Load(index).Tensors.Values.Select(tensor => tensor.Count));
            return Directory.GetFiles(folder, "*.safetensors").Length;
        }

        Assert.Equal(0, Files(10));
        Assert.Equal(1, Files(10, 4, 6));
        Assert.Equal(2, Files(10, 4, 7));
        Assert.Equal(3, Files(10, 4, 70, 4));
        Assert.Equal(4, Files(1, 4, 0, 4, 4, 4));
    }

    [Fact]
    public void A_set_that_cannot_be_is_refused_before_anything_is_written()
    {
        KeyValuePair<string, Tensor> x = new("x", Tensor.From(1f));
        Assert.Throws<ArgumentException>(() => Safetensors.SaveSharded(At("m.safetensors"), [x, x], 1));
        Assert.Throws<ArgumentException>(() => Safetensors.SaveSharded(At("m.safetensors"), [x, new("__metadata__", x.Value)], 1));
        Assert.Throws<ArgumentException>(() => Safetensors.SaveSharded(At("m.bin"), [x], 1));
        Assert.Throws<ArgumentException>(() => Safetensors.SaveSharded(At(".safetensors"), [x], 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Safetensors.SaveSharded(At("m.safetensors"), [x], 0));
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    sealed class CountingStream(Stream inner) : Stream
    {
        public long BytesRead { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => true;

        public override bool CanWrite => false;

        public override long Length => inner.Length;

        public override long Position { get => inner.Position; set => inner.Position = value; }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            int got = inner.Read(buffer);
            BytesRead += got;
            return got;
        }

        public override long Seek(long offset, SeekOrigin origin) => inner.Seek(offset, origin);

        public override void Flush()
        {
        }

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
