using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using Xunit;

namespace Lamina.Formats.Tests.PyTorchFiles;

public sealed class PyTorchTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("lamina-torch-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    string At(string name) => Path.Combine(_folder, name);

    [Fact]
    public void A_state_dict_of_every_dtype_is_read()
    {
        OrderedDictionary<string, Tensor> state = PyTorch.Load(GoldenFolder.At("state.pt"));
        (string Name, DType DType)[] kinds =
        [
            ("float", DType.Float32), ("double", DType.Float64), ("half", DType.Float16), ("brain", DType.BFloat16), ("long", DType.Int64),
            ("int", DType.Int32), ("short", DType.Int16), ("char", DType.Int8), ("byte", DType.UInt8),
        ];
        foreach ((string name, DType dtype) in kinds)
            Assert.True(state[name].Same(Tensor.Arange(0, 6).Reshape(2, 3).To(dtype)), name);
        Assert.Equal([true, false], state["bool"].ToArray<bool>());
        Assert.Equal([.. kinds.Select(kind => kind.Name), "bool", "whole", "row", "turned", "again", "scalar", "empty", "spread"], state.Keys);
    }

    [Fact]
    public void Views_are_read_as_what_they_show_and_the_same_view_is_one_tensor()
    {
        OrderedDictionary<string, Tensor> state = PyTorch.Load(GoldenFolder.At("state.pt"));
        Tensor whole = Tensor.Arange(0, 12).Reshape(3, 4).To(DType.Float32) / 4;
        Assert.True(state["whole"].Same(whole));
        Assert.True(state["row"].Same(whole.Select(0, 1)));
        Assert.True(state["turned"].Same(whole.Transpose(0, 1)));
        Assert.Same(state["whole"], state["again"]);
        Assert.NotSame(state["whole"], state["row"]);
        Assert.Equal(0.5, state["scalar"].ToDouble());
        Assert.Equal([0L, 3], state["empty"].Shape.ToArray());
        Assert.Equal([1f, 1, 1, 1], state["spread"].ToArray<float>());
    }

    [Fact]
    public void A_checkpoint_is_a_tree_of_plain_values()
    {
        OrderedDictionary<object, object?> tree = Assert.IsType<OrderedDictionary<object, object?>>(PyTorch.LoadObject(GoldenFolder.At("checkpoint.pt")));
        Assert.Equal((7L, 0.5, "net", null), (tree["epoch"], tree["rate"], tree["name"], tree["done"]));
        Assert.Equal([1L, 2L], Assert.IsType<object?[]>(tree["sizes"]));
        OrderedDictionary<string, Tensor> tensors = PyTorch.Load(GoldenFolder.At("checkpoint.pt"));
        Assert.Equal([2L, 3], tensors["state_dict.0.weight"].Shape.ToArray());
        Assert.Equal([2L, 3], tensors["optimizer.state.0.exp_avg"].Shape.ToArray());
        Assert.Equal(["0.weight", "0.bias", "1.weight", "1.bias", "1.running_mean", "1.running_var", "1.num_batches_tracked"], PyTorch.Load(GoldenFolder.At("module.pt")).Keys);
    }

    [Theory]
    [InlineData("refused_module.pt", "torch.nn.modules.container.Sequential")]
    [InlineData("refused_system.pt", "os.system")]
    [InlineData("refused_old.pt", "before 1.6")]
    public void Programs_are_refused_by_name_and_not_executed(string name, string what)
    {
        Assert.Contains(what, Assert.Throws<FileFormatException>(() => PyTorch.Load(GoldenFolder.At(name))).Message, StringComparison.Ordinal);
        Assert.False(File.Exists("executed"));
    }

    [Fact]
    public void What_is_written_comes_back()
    {
        OrderedDictionary<string, Tensor> state = [];
        foreach (DType dtype in Enum.GetValues<DType>())
            state[$"part.{dtype}"] = Tensor.Arange(0, 6).Reshape(2, 3).To(dtype).Transpose(0, 1);
        (state["scalar"], state["empty"]) = (Tensor.From((Scalar)2.5), Tensor.Zeros([0, 3]));
        PyTorch.Save(At("a.pt"), state);
        OrderedDictionary<string, Tensor> back = PyTorch.Load(At("a.pt"));
        Assert.Equal(state.Keys, back.Keys);
        Assert.All(state, entry => Assert.True(back[entry.Key].Same(entry.Value.Contiguous()), entry.Key));
    }

    [Fact]
    public void PyTorch_reads_what_is_written_without_executing_it()
    {
        PyTorch.Save(At("a.pt"), new Dictionary<string, Tensor> { ["a.weight"] = Tensor.From([[1.5f, 2], [3, 4]]), ["n"] = Tensor.From([7L]), ["h"] = Tensor.Ones([2], DType.BFloat16) });
        string output = Python.Run("import sys, torch; s = torch.load(sys.argv[1], weights_only=True); print({k: (str(v.dtype), v.tolist()) for k, v in s.items()})", At("a.pt"));
        Assert.Equal("{'a.weight': ('torch.float32', [[1.5, 2.0], [3.0, 4.0]]), 'n': ('torch.int64', [7]), 'h': ('torch.bfloat16', [1.0, 1.0])}", output);
    }

    [Theory]
    [InlineData("}q\0h\x05.", "recalls 5")]
    [InlineData("a.", "stack is empty")]
    [InlineData("(.", "mark")]
    [InlineData("K\x01K\x02\x86R.", "stack is empty")]
    [InlineData("K\x01K\x02R.", "no name with a tuple")]
    [InlineData("X\xff\xff\xff\x7f.", "ends where")]
    [InlineData("\x8e\xff\xff\xff\xff\xff\xff\xff\xff.", "beyond the file")]
    [InlineData("i.", "builds no plain value")]
    [InlineData("]K\x01K\x02s.", "no dictionary")]
    [InlineData("}]K\x01s.", "key is no text")]
    [InlineData("", "ends where")]
    public void Damaged_programs_are_refused(string program, string what) =>
        Assert.Contains(what, Refused(Encoding.Latin1.GetBytes(program)), StringComparison.Ordinal);

    [Fact]
    public void Tensors_that_leave_their_storage_are_refused()
    {
        // (offset, size, stride) of a view of 4 floats.
        foreach ((long offset, long size, long stride) in ((long, long, long)[])[(1, 4, 1), (0, 5, 1), (0, 2, 4), (-1, 2, 1), (0, -2, 1), (0, 2, -1), (0, long.MaxValue, 0), (0, 1L << 40, 0), (3, long.MaxValue, long.MaxValue)])
            Refused(View(offset, size, stride, 4), new byte[16]);
        Refused(View(0, 4, 1, 5), new byte[16]);
        Refused(View(0, 4, 1, long.MaxValue), new byte[16]);
        Assert.Equal(4, PyTorch.Load(Write(View(0, 4, 1, 4), new byte[16]))["w"].Count);
    }

    [Fact]
    public void Views_are_copied_a_few_rows_at_a_time()
    {
        float[] storage = [.. Enumerable.Range(0, 400_000).Select(i => (float)i)];
        float[] read = PyTorch.Load(Write(View(7, 150_001, 2, storage.Length), MemoryMarshal.AsBytes(storage.AsSpan()).ToArray()))["w"].ToArray<float>();
        Assert.Equal(Enumerable.Range(0, 150_001).Select(i => 7f + (2 * i)), read);
        Assert.All(PyTorch.Load(Write(View(1, 1_000_000, 0, 4), MemoryMarshal.AsBytes(storage.AsSpan(0, 4)).ToArray()))["w"].ToArray<float>(), value => Assert.Equal(1, value));
        Assert.Contains("many times the bytes", Refused(View(1, 4_000_000, 0, 4), new byte[16]), StringComparison.Ordinal);
    }

    [Fact]
    public void Dictionaries_that_repeat_each_other_take_little_memory()
    {
        // Each holds the last one twice, under the longest of keys.
        string key = $"X{Number4(60_000)}{new string('k', 60_000)}q\x01", program = $"}}{key}K\x01sq\0" + string.Concat(Enumerable.Repeat("0}X\x01\0\0\0ah\0sh\x01h\0sq\0", 40)) + ".";
        byte[] bytes = Encoding.Latin1.GetBytes(program);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("nested without end", Refused(bytes), StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 16 << 20);
    }

    [Fact]
    public void One_list_is_not_made_a_dictionary_without_end()
    {
        string pairs = string.Concat(Enumerable.Range(0, 250).Select(i => $"K{(char)i}N\x86"));
        Assert.Contains("builds more than", Refused(Encoding.Latin1.GetBytes($"ccollections\nOrderedDict\nq\x01]({pairs}eq\0" + string.Concat(Enumerable.Repeat("h\x01h\0\x85R", 10_000)) + ".")), StringComparison.Ordinal);
    }

    [Fact]
    public void What_an_entry_cannot_hold_is_refused_before_memory_is_taken()
    {
        byte[] file = File.ReadAllBytes(Write(View(0, 4, 1, 4), new byte[16]));
        int directory = file.AsSpan().IndexOf("PK\x01\x02"u8);
        BitConverter.GetBytes(60 << 20).CopyTo(file, directory + 24);
        File.WriteAllBytes(At("damaged.pt"), file);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("packed ones cannot", Assert.Throws<FileFormatException>(() => PyTorch.Load(At("damaged.pt"))).Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    static string Number4(int value) => Encoding.Latin1.GetString(BitConverter.GetBytes(value));

    static byte[] View(long offset, long size, long stride, long count)
    {
        static string Number(long value) => "\x8a\x08" + Encoding.Latin1.GetString(BitConverter.GetBytes(value));
        return Encoding.Latin1.GetBytes($"}}X\x01\0\0\0wctorch._utils\n_rebuild_tensor_v2\n((X\x07\0\0\0storagectorch\nFloatStorage\nX\x01\0\0\00X\x03\0\0\0cpu{Number(count)}tQ{Number(offset)}{Number(size)}\x85{Number(stride)}\x85\x89N" + "tRs.");
    }

    string Refused(byte[] program, byte[]? storage = null) => Assert.Throws<FileFormatException>(() => PyTorch.Load(Write(program, storage ?? []))).Message;

    string Write(byte[] program, byte[] storage)
    {
        using FileStream file = File.Create(At("damaged.pt"));
        using ZipArchive archive = new(file, ZipArchiveMode.Create);
        foreach ((string name, byte[] content) in new[] { ("a/data.pkl", program), ("a/data/0", storage) })
        {
            using Stream entry = archive.CreateEntry(name).Open();
            entry.Write(content);
        }

        return At("damaged.pt");
    }
}
