using Xunit;

namespace Lamina.Data.Tests;

public class ArrayDatasetTests
{
    [Fact]
    public void KeepsDtypesAndGivesLabelsAsInt64()
    {
        (Tensor inputs, Tensor labels) = TestSets.Bytes(300, 5).Read([7, 299, 7]);
        Assert.Equal(new TensorSpec(DType.UInt8, [3, 5]), inputs.Spec);
        Assert.Equal([7, 8, 9, 10, 11, 48, 49, 50, 51, 52, 7, 8, 9, 10, 11], inputs.ToArray<byte>());
        Assert.Equal(new TensorSpec(DType.Int64, [3]), labels.Spec);
        Assert.Equal([7L, 299, 7], labels.ToArray<long>());

        ArrayDataset real = ArrayDataset.From(new double[,] { { 1.5, 2 }, { 3, 4 } }, new float[] { 0.5f, -1 });
        (inputs, Tensor targets) = real.To(DType.Float32).Read([1]);
        Assert.Equal(new TensorSpec(DType.Float32, [1, 2]), inputs.Spec);
        Assert.Equal([3f, 4], inputs.ToArray<float>());
        Assert.Equal([-1f], targets.ToArray<float>());
        Assert.Equal(DType.Float64, real.Read([0]).Input.DType);
        Assert.Throws<ArgumentOutOfRangeException>(() => real.Read([2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => real.Read([-1]));
    }

    [Fact]
    public void ViewsAreReadAsTheyLook()
    {
        Tensor matrix = Tensor.From(new float[,] { { 1, 2, 3 }, { 4, 5, 6 } });
        (Tensor inputs, Tensor targets) = new ArrayDataset(matrix.T, matrix.T.Slice(1, 1)).Read([2, 0]);
        Assert.Equal([3f, 6, 1, 4], inputs.ToArray<float>());
        Assert.Equal([6f, 4], targets.ToArray<float>());
    }

    [Fact]
    public void SeveralInputsAndTargets()
    {
        Tensor a = Tensor.From(1f, 2, 3), b = Tensor.From(4L, 5, 6);
        Batch batch = new ArrayDataset([a, b], [a, b, b]).To(DType.Float64, input: 1).Read([1]);
        Assert.Equal((2, 3), (batch.Inputs.Count, batch.Targets.Count));
        Assert.Equal(5.0, batch.Inputs[1].ToArray<double>()[0]);
        Assert.Throws<ShapeException>(() => batch.Input);
        Assert.Throws<ShapeException>(() => batch.Deconstruct(out _, out _));
        Assert.Empty(new ArrayDataset([a], []).Read([0]).Targets);
    }

    [Fact]
    public void PartsHoldTheSamplesTheyShould()
    {
        ArrayDataset data = TestSets.Bytes(100, 1);
        foreach (IDataset set in (IDataset[])[data, new Wrapper(data)])
        {
            Assert.Equal([0L, 1, 2], Labels(set.Take(3)));
            Assert.Equal([98L, 99], Labels(set.Skip(98)));
            Assert.Equal(100, set.Take(1_000).Count);
            (IDataset kept, IDataset heldOut) = set.SplitLast(0.1);
            Assert.Equal((90, 90L), (kept.Count, Labels(heldOut)[0]));
            (kept, heldOut) = set.Split(0.25, seed: 4);
            Assert.Equal((75, 25), (kept.Count, heldOut.Count));
            Assert.Equal(Labels(data), Labels(kept).Concat(Labels(heldOut)).Order());
            Assert.Equal(Labels(heldOut).Order(), Labels(heldOut));
            Assert.Equal(Labels(heldOut), Labels(set.Split(0.25, seed: 4).HeldOut));
            Assert.NotEqual(Labels(heldOut), Labels(set.Split(0.25, seed: 5).HeldOut));
            Assert.Equal(Labels(heldOut)[1..3], Labels(heldOut.Skip(1).Take(2)));
            Assert.Throws<ArgumentOutOfRangeException>(() => set.Split(0, 1));
            Assert.Throws<ArgumentOutOfRangeException>(() => set.Split(1.5, 1));
            Assert.Throws<ArgumentOutOfRangeException>(() => set.Take(3).SplitLast(0.9));
            Assert.Throws<ArgumentOutOfRangeException>(() => set.Select([100]));
        }
    }

    [Fact]
    public void OneHotPutsAOneAtTheLabel()
    {
        ArrayDataset data = ArrayDataset.From(new float[3, 1], new byte[] { 2, 0, 1 }, ["a", "b", "c"]);
        Tensor labels = data.OneHot().Read([0, 2]).Target;
        Assert.Equal(new TensorSpec(DType.Float32, [2, 3]), labels.Spec);
        Assert.Equal([0f, 0, 1, 0, 1, 0], labels.ToArray<float>());
        Assert.Equal([1, 4], ArrayDataset.From(new float[1, 1], new int[,] { { 3 } }).OneHot(4).ReadAll().Target.Shape);
        Assert.Equal([1, 2, 4], ArrayDataset.From(new float[1, 1], new int[,] { { 3, 0 } }).OneHot(4).ReadAll().Target.Shape);
        string message = Assert.Throws<DataFormatException>(() => data.OneHot(2)).Message;
        Assert.Contains("the label of sample 0 is 2, but there are 2 classes", message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => TestSets.Bytes(3, 1).OneHot());
    }

    [Fact]
    public void ChannelsLastMovesTheChannels()
    {
        byte[,,,] pictures = new byte[2, 3, 2, 2];
        for (int i = 0; i < 24; i++)
            pictures[i / 12, i / 4 % 3, i / 2 % 2, i % 2] = (byte)i;
        ArrayDataset data = ArrayDataset.From(pictures, new int[2]).Normalize(new Normalization([0, 100, 200], [1, 2, 4])).ChannelsLast();
        Tensor second = data.Read([1]).Input;
        Assert.Equal([1, 2, 2, 3], second.Shape);
        Assert.Equal([12f, -42, -45, 13, -41.5f, -44.75f, 14, -41, -44.5f, 15, -40.5f, -44.25f], second.ToArray<float>());
        Assert.Equal([2, 28, 28, 1], ArrayDataset.From(Digits.Generate(2, 0)).ChannelsLast().ReadAll().Input.Shape);
        Assert.Throws<ShapeException>(() => TestSets.Bytes(2, 2).ChannelsLast());
    }

    [Fact]
    public void WhatDoesNotMatchIsRefusedInOneLine()
    {
        Check("inputs and targets do not match: inputs [3, 2], targets [2]", () => ArrayDataset.From(new float[3, 2], new int[2]));
        Check("the label of sample 1 is 2, but there are 2 class names", () => ArrayDataset.From(new float[2, 1], new int[] { 1, 2 }, ["a", "b"]));
        Check("the label of sample 0 is -1", () => ArrayDataset.From(new float[2, 1], new int[] { -1, 2 }, ["a", "b"]));
        Check("the label of sample 1 is 0.5", () => ArrayDataset.From(new float[2, 1], new float[] { 0, 0.5f }, ["a", "b"]));
        Check("value 1 of input of sample 1 is NaN", () => ArrayDataset.From(new float[,] { { 1, 2 }, { 3, float.NaN } }, new int[2]).CheckFinite());
        Check("value 0 of target of sample 0 is Infinity", () => ArrayDataset.From(new float[1, 2], new double[] { double.PositiveInfinity }).CheckFinite());
        Assert.Equal(1, ArrayDataset.From(new float[,] { { 1, 2 }, { 3, float.NaN } }, new int[2]).Take(1).CheckFinite().Count);

        static void Check(string part, Action action)
        {
            string message = Assert.Throws<DataFormatException>(action).Message;
            Assert.Contains(part, message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', message);
        }
    }

    [Fact]
    public void DescribesItselfInOneLine()
    {
        (ArrayDataset train, _) = Digits.Load();
        Assert.Equal(
            "digits, training part: 60,000 samples · inputs float32[1, 28, 28] x / 255 · targets int64[] · 10 classes (0, 1, 2, 3, 4, 5, 6, 7, 8, 9) · generated",
            train.Describe());
        Assert.Equal("data: 100 samples", new Wrapper(TestSets.Bytes(100, 1)).Describe());
    }

    static long[] Labels(IDataset data) => data.Read([.. Enumerable.Range(0, (int)data.Count).Select(i => (long)i)]).Target.ToArray<long>();

    /// <summary>A data set that says no more than it must.</summary>
    sealed class Wrapper(IDataset inner) : IDataset
    {
        public long Count => inner.Count;

        public Batch Read(ReadOnlySpan<long> indices) => inner.Read(indices);
    }
}
