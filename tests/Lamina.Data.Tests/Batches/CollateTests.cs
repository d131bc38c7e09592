using Xunit;

namespace Lamina.Data.Tests;

public class CollateTests
{
    [Fact]
    public void Numbers_arrays_tensors_and_tuples_become_tensors()
    {
        Batch batch = Collate.Default([(1f, 2), (3f, 4)]);
        Check(batch.Input, new(DType.Float32, [2]), 1f, 3f);
        Check(batch.Target, new(DType.Int64, [2]), 2L, 4);
        batch = Collate.Default([(Tensor.From([1f, 2f]), true), (Tensor.From([3f, 4f]), false)]);
        Check(batch.Input, new(DType.Float32, [2, 2]), 1f, 2, 3, 4);
        Check(batch.Target, new(DType.Bool, [2]), true, false);
        batch = Collate.Default([((new byte[] { 1, 2 }, 0.5), (1L, (short)7)), ((new byte[] { 3, 4 }, 1.5), (2L, (short)8))]);
        Check(batch.Inputs[0], new(DType.UInt8, [2, 2]), (byte)1, (byte)2, (byte)3, (byte)4);
        Check(batch.Inputs[1], new(DType.Float64, [2]), 0.5, 1.5);
        Check(batch.Targets[0], new(DType.Int64, [2]), 1L, 2);
        Check(batch.Targets[1], new(DType.Int64, [2]), 7L, 8);
        batch = Collate.Default([new float[,] { { 1 }, { 2 } }, new float[,] { { 3 }, { 4 } }]);
        Check(batch.Input, new(DType.Float32, [2, 2, 1]), 1f, 2, 3, 4);
        Assert.Empty(batch.Targets);
        Assert.Equal(3, Collate.Default([(1f, 2f, 3f)]).Inputs.Count);
    }

    [Fact]
    public void Samples_that_do_not_go_together_are_named()
    {
        Assert.Contains("Sample 1 of the batch is float32[2], sample 0 is float32[3]", Assert.Throws<ShapeException>(() => Collate.Default([new float[3], new float[2]])).Message, StringComparison.Ordinal);
        Assert.Contains("String is no number", Assert.Throws<DTypeException>(() => Collate.Default(["a"])).Message, StringComparison.Ordinal);
        Assert.Contains("Sample 1 of the batch is Int64, sample 0 is Single", Assert.Throws<DTypeException>(() => Collate.Default<object>([1f, 2L])).Message, StringComparison.Ordinal);
        Assert.Throws<ShapeException>(() => Collate.Default<object>([(1f, 2f), 3f]));
        Assert.Throws<DTypeException>(() => Collate.Default<object?>([1f, null]));
        DataReadException error = Assert.Throws<DataReadException>(() => new DataLoader(Dataset.From([new float[3], new float[2]]).Collate(), 2).Count());
        Assert.Contains("cannot be read together", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Sequences_are_padded_to_the_longest_of_each_batch()
    {
        IDataset set = Dataset.From<(long[] Words, int Class)>([([1, 2, 3], 0), ([4], 1), ([], 2), ([5, 6], 3)])
            .Collate(Collate.Padded<(long[] Words, int Class)>(sample => Tensor.From(sample.Words), sample => sample.Class, withLengths: true, withMask: true));
        Batch[] batches = [.. new DataLoader(set, 2)];
        Check(batches[0].Inputs[0], new(DType.Int64, [2, 3]), 1L, 2, 3, 4, 0, 0);
        Check(batches[0].Inputs[1], new(DType.Int64, [2]), 3L, 1);
        Check(batches[0].Inputs[2], new(DType.Bool, [2, 3]), true, true, true, true, false, false);
        Check(batches[0].Target, new(DType.Int64, [2]), 0L, 1);
        Check(batches[1].Inputs[0], new(DType.Int64, [2, 2]), 0L, 0, 5, 6);

        // Sequences as targets are padded too.
        Batch batch = Collate.Padded<float[]>(Tensor.From, Tensor.From)([[1], [2, 3]]);
        Check(batch.Target, new(DType.Float32, [2, 2]), 1f, 0, 2, 3);
    }

    [Fact]
    public void Padding_has_a_side_a_value_a_multiple_and_a_limit()
    {
        Tensor[] sequences = [Tensor.From([1f, 2, 3]), Tensor.From([4f])];
        PaddedSequences padded = new SequencePadding { Value = -1, Side = PaddingSide.Left, Multiple = 4 }.Pad(sequences);
        Check(padded.Values, new(DType.Float32, [2, 4]), -1f, 1, 2, 3, -1, -1, -1, 4);
        Check(padded.Mask, new(DType.Bool, [2, 4]), false, true, true, true, false, false, false, true);
        padded = new SequencePadding { MaxLength = 2, Multiple = 8 }.Pad(sequences);
        Check(padded.Values, new(DType.Float32, [2, 2]), 1f, 2, 4, 0);
        Check(padded.Lengths, new(DType.Int64, [2]), 2L, 1);
        padded = new SequencePadding { MaxLength = 2, Side = PaddingSide.Left }.Pad(sequences);
        Check(padded.Values, new(DType.Float32, [2, 2]), 2f, 3, 0, 4);
        Tensor steps = new SequencePadding { Value = 9 }.Pad([Tensor.From(new long[,] { { 1, 2 } }), Tensor.From(new long[,] { { 3, 4 }, { 5, 6 } })]).Values;
        Check(steps, new(DType.Int64, [2, 2, 2]), 1L, 2, 9, 9, 3, 4, 5, 6);
        Check(new SequencePadding().Pad([Tensor.From([true]), Tensor.From([true, true])]).Values, new(DType.Bool, [2, 2]), true, false, true, true);

        Assert.Throws<ShapeException>(() => new SequencePadding().Pad([]));
        Assert.Throws<ShapeException>(() => new SequencePadding().Pad([Tensor.Zeros([2, 3]), Tensor.Zeros([2, 4])]));
        Assert.Throws<ShapeException>(() => new SequencePadding().Pad([Tensor.From((Scalar)1f)]));
        Assert.Throws<DTypeException>(() => new SequencePadding().Pad([Tensor.From([1f]), Tensor.From([1L])]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SequencePadding { Multiple = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new SequencePadding { MaxLength = 0 });
    }

    static void Check<T>(Tensor tensor, TensorSpec spec, params T[] values)
        where T : unmanaged
    {
        Assert.Equal(spec, tensor.Spec);
        Assert.Equal(values, tensor.ToArray<T>());
    }
}
