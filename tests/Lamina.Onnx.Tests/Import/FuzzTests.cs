using System.Formats.Tar;
using System.IO.Compression;
using Lamina.Models.Vision;
using Lamina.NN;
using Lamina.TestKit;
using static Lamina.Onnx.Tests.Import.ModelBytes;

namespace Lamina.Onnx.Tests.Import;

/// <summary>Mutated models are loaded and run. LAMINA_FUZZ=1000000 runs a million; LAMINA_CONFORMANCE adds the standard's own tests to the seeds.</summary>
[Collection(nameof(Alone))]
public sealed class FuzzTests
{
    const int LargestModel = 4096, LargestData = 16_384;

    static readonly OnnxLimits Limits = new() { TensorBytes = 1 << 20, Nodes = 5000 };

    [Fact]
    public void Models()
    {
        // A model is run as well: what all its nodes allocate, one after the other, counts.
        int read = Fuzzing.Run("onnx", [.. Seeds()], Run, ModelMutator.Mutate, count: 600, constantBytes: 512 << 20);
        Assert.InRange(read, 1, int.MaxValue);
    }

    [Fact]
    public void Nearly_all_seeds_run()
    {
        // A few of the standard's tests are of operators that are not supported, or ask for more than the limits.
        byte[][] seeds = [.. Seeds()];
        List<string> refused = [];
        foreach (byte[] seed in seeds)
        {
            try
            {
                Run(seed);
            }
            catch (LaminaException error)
            {
                refused.Add(error.Message);
            }
        }

        Assert.True(refused.Count <= seeds.Length / 50, $"{refused.Count} of {seeds.Length}: {string.Join(Environment.NewLine, refused)}");
    }

    static IEnumerable<byte[]> Seeds() =>
    [
        Exported(new Sequential(new Conv2d(1, 2, 3), new Relu(), new MaxPool2d(2), new Flatten(), new Linear(18, 2)), Tensor.Ones([2, 1, 8, 8])),
        Exported(new LeNet5(), Tensor.Ones([1, 1, 32, 32])), .. Loops(), .. Conformance(),
    ];

    static void Run(byte[] file)
    {
        OnnxModel model = Onnx.Load(file);
        model.Limits = Limits;
        model.Train(file.Length % 4 == 0);
        using (Gradients.Off())
            model.Evaluate([]);
    }

    // What is written for an input stands in the model as an initial value of the input's name: it is mutated as well, and a run needs no inputs.
    static byte[] Exported(Module<Tensor, Tensor> net, Tensor example)
    {
        using MemoryStream stream = new();
        net.ToOnnx(stream, example, 0);
        using MemoryStream value = new();
        Wire.TensorData.Encode("input", example).CopyTo(value);
        return WithValues(stream.ToArray(), [value.ToArray()]);
    }

    static byte[] WithValues(byte[] model, IReadOnlyList<byte[]> values)
    {
        List<WireField> fields = WireField.Read(model), graph = fields.Single(field => field.Number == 7).Fields!;
        WireField[] inputs = [.. graph.Where(field => field.Number == 11)];
        for (int i = 0; i < values.Count; i++)
        {
            string name = System.Text.Encoding.UTF8.GetString(inputs[i].Fields!.Single(field => field.Number == 1).Bytes);
            graph.AddRange(WireField.Read(Field(5, [.. values[i], .. Field(8, name)]), "Graph"));
        }

        return WireField.Write(fields);
    }

    // Bodies, functions, and operators that ask for much.
    static IEnumerable<byte[]> Loops()
    {
        yield return Model(
            Longs("n", 5), Longs("one", 1), Floats("x", 1, 2, 3),
            Node("Squeeze", ["n"], ["count"]), Node("Loop", ["count", "", "x"], ["last", "all"], Body(
                "body", Input("i", LongType), Input("go", 9), Input("v", FloatType, 3), Node("Identity", ["go"], ["on"]), Node("Add", ["v", "x"], ["w"]), Node("Identity", ["w"], ["part"]),
                Output("on"), Output("w"), Output("part"))),
            Node("Concat", ["last", "x"], ["y"], Attribute("axis", 0)), Output("y"), Output("all"));
        yield return Joined(
            Model(Floats("x", 1, 2, 3), Longs("twos", 2, 3), OwnNode("Half", ["x"], ["h"]), OwnNode("Twice", ["h"], ["t"]), Node("Expand", ["t", "twos"], ["y"]), Output("y")),
            Function("Half", ["a"], ["b"], NodeBody("Mul", ["a", "a"], ["b"])),
            Function("Twice", ["a"], ["b"], NodeBody("Identity", ["a"], ["c"]), NodeBody("Add", ["a", "c"], ["b"])));
        yield return Model(
            Longs("shape", 2, 3), Longs("counts", 2, 2), Longs("pads", 1, 0, 0, 1), Floats("scales", 1, 2), Node("ConstantOfShape", ["shape"], ["a"]), Node("Tile", ["a", "counts"], ["b"]),
            Node("Pad", ["b", "pads"], ["c"]), Node("Resize", ["c", "", "scales"], ["y"], Attribute("mode", "linear")), Output("y"));
    }

    static IEnumerable<byte[]> Conformance()
    {
        string archive = Path.Combine(Environment.GetEnvironmentVariable("LAMINA_CONFORMANCE") ?? "", "onnx", "node.tar.gz");
        if (!File.Exists(archive))
            yield break;
        Dictionary<string, SortedDictionary<string, byte[]>> tests = [];
        using (FileStream file = File.OpenRead(archive))
        using (TarReader tar = new(new GZipStream(file, CompressionMode.Decompress)))
        {
            while (tar.GetNextEntry() is { } entry)
            {
                if (entry.DataStream is null || !(entry.Name.EndsWith("/model.onnx", StringComparison.Ordinal) || entry.Name.Contains("/test_data_set_0/input_", StringComparison.Ordinal)))
                    continue;
                byte[] bytes = new byte[entry.Length];
                entry.DataStream.ReadExactly(bytes);
                string[] parts = entry.Name.Split('/');
                string test = parts[Array.FindIndex(parts, part => part.StartsWith("test_", StringComparison.Ordinal))];
                if (!tests.TryGetValue(test, out SortedDictionary<string, byte[]>? files))
                    tests.Add(test, files = new(Comparer<string>.Create((a, b) => a.Length != b.Length ? a.Length - b.Length : string.CompareOrdinal(a, b))));
                files[parts[^1]] = bytes;
            }
        }

        foreach ((string _, SortedDictionary<string, byte[]> files) in tests.OrderBy(test => test.Key, StringComparer.Ordinal))
        {
            if (files.Remove("model.onnx", out byte[]? model) && model.Length <= LargestModel && files.Values.Sum(value => value.Length) <= LargestData && TakesTensors(model))
                yield return WithValues(model, [.. files.Values]);
        }
    }

    // Sequences and optionals have no initial values.
    static bool TakesTensors(byte[] model) => WireField.All(WireField.Read(model)).Where(field => field is { Message: "Graph", Number: 11 }).All(input =>
        input.Fields!.Where(field => field.Number == 2).All(type => type.Fields!.All(kind => kind.Number == 1)));
}
