using Lamina.Formats;
using Xunit;

namespace Lamina.Data.Tests;

public sealed class RecordsTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_was_written_is_read_in_any_order()
    {
        ArrayDataset data = TestSets.Bytes(1_000, 30);
        Records.Write(_folder.At("set"), data, maxFileBytes: 10_000);
        ArrayDataset records = Records.Open(_folder.At("set"));
        Assert.InRange(Directory.GetFiles(_folder.At("set")).Length, 2, 10);
        Assert.Equal((1_000, "data"), (records.Count, records.Info.Name));
        Assert.Equal(data.Info.Inputs, records.Info.Inputs);
        foreach (int workers in (int[])[0, 3])
        {
            foreach (bool shuffle in (bool[])[false, true])
            {
                foreach ((Batch expected, Batch batch) in new DataLoader(data, 64, shuffle, seed: 2).Zip(new DataLoader(records, 64, shuffle, seed: 2, workers: workers)))
                    Same(expected, batch);
            }
        }

        // Settings work as they do in memory.
        Same(data.Normalize(Normalization.Bytes).OneHot(1_000).Read([999, 0, 1]), records.Normalize(Normalization.Bytes).OneHot(1_000).Read([999, 0, 1]));
        Same(data.Split(0.3, 1).HeldOut.ReadAll(), records.Split(0.3, 1).HeldOut.ReadAll());
        Assert.Equal(data.Labels(), records.Labels());
        Assert.Equal(Normalization.Fit(data), Normalization.Fit(records));
        Assert.Throws<ArgumentOutOfRangeException>(() => records.Read([1_000]));
        Assert.Equal([_folder.At("set")], Directory.GetFileSystemEntries(_folder.FullName));
    }

    [Fact]
    public void Several_inputs_class_names_and_single_files()
    {
        using (RecordWriter writer = new(_folder.At("set"), new DatasetInfo { Name = "pairs", ClassNames = ["no", "yes"] }))
        {
            writer.Add(new Batch([Tensor.From([1f, 2]), Tensor.From(new short[,] { { 1 }, { 2 } })], [Tensor.From([0, 1])]));
            writer.Add(new Batch([Tensor.From([3f]), Tensor.From(new short[,] { { 3 } })], [Tensor.From([1])]));
            Assert.Contains("those before have input float32[], input int16[1], target int32[]", Assert.Throws<ShapeException>(() => writer.Add(new Batch(Tensor.From([3f]), Tensor.From([1])))).Message, StringComparison.Ordinal);
            Assert.Equal(3, writer.Count);
            Assert.False(Directory.Exists(_folder.At("set")));
            writer.Complete();
            Assert.Throws<InvalidOperationException>(writer.Complete);
        }

        foreach (string path in (string[])[_folder.At("set"), Directory.GetFiles(_folder.At("set")).Single()])
        {
            ArrayDataset set = Records.Open(path);
            Assert.Equal(("pairs", 2), (set.Info.Name, set.ClassNames.Count));
            Batch batch = set.Read([2, 0]);
            Assert.Equal([3f, 1], batch.Inputs[0].ToArray<float>());
            Assert.Equal(new TensorSpec(DType.Int16, [2, 1]), batch.Inputs[1].Spec);
            Assert.Equal([1L, 0], batch.Target.ToArray<long>());
        }

        // Files of other programs have the tensors and nothing else.
        Safetensors.Save(_folder.At("other.safetensors"), new Dictionary<string, Tensor> { ["input.0"] = Tensor.Zeros([4, 2]) });
        Assert.Equal(("other", 4), (Records.Open(_folder.At("other.safetensors")).Info.Name, Records.Open(_folder.At("other.safetensors")).Count));
    }

    [Fact]
    public void A_set_is_there_whole_or_not_at_all()
    {
        using (RecordWriter writer = new(_folder.At("set"), maxFileBytes: 100))
        {
            for (int i = 0; i < 20; i++)
                writer.Add(new Batch([Tensor.Zeros([1, 10])], []));
        }

        Assert.Empty(Directory.GetFileSystemEntries(_folder.FullName));
        using (RecordWriter writer = new(_folder.At("set")))
            Assert.Throws<InvalidOperationException>(writer.Complete);
        Records.Write(_folder.At("set"), TestSets.Bytes(3, 1));
        Assert.Throws<IOException>(() => Records.Write(_folder.At("set"), TestSets.Bytes(3, 1)));
        Assert.Throws<DataReadException>(() => Records.Write(_folder.At("more"), new Failing()));
        Assert.False(Directory.Exists(_folder.At("more")));
        Assert.Single(Directory.GetFileSystemEntries(_folder.FullName));
    }

    static void Same(Batch expected, Batch batch)
    {
        Assert.Equal(expected.Input.Spec, batch.Input.Spec);
        Assert.Equal(expected.Input.To(DType.Float32).ToArray<float>(), batch.Input.To(DType.Float32).ToArray<float>());
        Assert.Equal(expected.Target.Spec, batch.Target.Spec);
        Assert.Equal(expected.Target.To(DType.Float32).ToArray<float>(), batch.Target.To(DType.Float32).ToArray<float>());
    }

    sealed class Failing : IDataset
    {
        public long Count => 1_000;

        public Batch Read(ReadOnlySpan<long> indices) => indices[0] < 500 ? TestSets.Bytes(1_000, 4).Read(indices) : throw new DataReadException("gone", null);
    }
}
