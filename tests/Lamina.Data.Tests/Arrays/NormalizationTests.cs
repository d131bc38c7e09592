using Lamina.Simd;
using Xunit;

namespace Lamina.Data.Tests;

[Collection(nameof(PrefetchTests))]
public class NormalizationTests
{
    [Fact]
    public void EachValueIsSubtractedAndDividedOnceInEveryTier()
    {
        foreach ((long[] shape, int? axis, int places) in ((long[], int?, int)[])[
            ([5, 9], null, 1), ([5, 9], 0, 9), ([4, 3, 5, 7], 0, 3), ([4, 3, 2, 3], 0, 3), ([3, 8, 9, 3], -1, 3), ([2, 2000], 0, 2000), ([6, 1], 0, 1), ([7], null, 1), ([2, 40, 2], 1, 2)])
        {
            double[] means = [.. Enumerable.Range(0, places).Select(i => 20.1 + i)], deviations = [.. Enumerable.Range(0, places).Select(i => 3.3 + (i / 7.0))];
            Normalization normalization = axis is { } a ? new(means, deviations, a) : new(means[0], deviations[0]);
            byte[] bytes = [.. Enumerable.Range(0, (int)((Shape)shape).Count).Select(i => (byte)(i * 37))];
            Tensor stored = Tensor.From<byte>(bytes, shape);
            Shape sample = ((Shape)shape)[1..];
            long inner = axis is { } at ? sample[(sample.Axis(at) + 1)..].Count : sample.Count;
            ForEachTier(() =>
            {
                ArrayDataset data = new ArrayDataset(stored, stored).Normalize(normalization);
                float[] single = data.ReadAll().Input.ToArray<float>();
                double[] wide = data.Normalize(null).To(DType.Float64).Normalize(normalization).ReadAll().Input.ToArray<double>();
                for (int i = 0; i < bytes.Length; i++)
                {
                    int place = (int)(i / inner % places);
                    Assert.Equal(((float)bytes[i] - (float)means[place]) / (float)deviations[place], single[i]);
                    Assert.Equal((bytes[i] - means[place]) / deviations[place], wide[i]);
                }

                Assert.Equal(single, normalization.Apply(stored).ToArray<float>());
            });
        }
    }

    [Fact]
    public void BytesBecomeExactFractionsOf255()
    {
        Tensor stored = Tensor.From<byte>([.. Enumerable.Range(0, 256).Select(i => (byte)i)], [256]);
        float[] values = Normalization.Bytes.Apply(stored).ToArray<float>();
        for (int i = 0; i < 256; i++)
            Assert.Equal((float)(i / 255.0), values[i]);
    }

    [Fact]
    public void FitsMeanAndDeviation()
    {
        double[,,] values = new double[50, 3, 7];
        for (int i = 0; i < values.Length; i++)
            values[i / 21, i / 7 % 3, i % 7] = Math.Sin(i) * (1 + (i / 7 % 3)) + (i / 7 % 3);
        ArrayDataset data = ArrayDataset.From(values, new int[50]);
        (double mean, double deviation) = Reference(values.Cast<double>());
        Normalization one = Normalization.Fit(data);
        Assert.Equal(mean, one.Means[0], 12);
        Assert.Equal(deviation, one.Deviations[0], 12);

        Normalization three = Normalization.Fit(data.Normalize(one).Skip(10), axis: 0);
        for (int place = 0; place < 3; place++)
        {
            (mean, deviation) = Reference(values.Cast<double>().Where((_, i) => i >= 210 && i / 7 % 3 == place));
            Assert.Equal(mean, three.Means[place], 12);
            Assert.Equal(deviation, three.Deviations[place], 12);
        }

        Assert.Equal(three, Normalization.Fit(data.Skip(10), axis: -2) is { } same ? new Normalization(same.Means, same.Deviations) : null);
        Assert.Equal(1, Normalization.Fit(ArrayDataset.From(new float[4, 2], new int[4])).Deviations[0]);
    }

    [Fact]
    public void WhatDoesNotFitIsRefused()
    {
        ArrayDataset data = TestSets.Bytes(4, 3);
        string message = Assert.Throws<ShapeException>(() => data.Normalize(new Normalization([1, 2], [1, 2]))).Message;
        Assert.Contains("2 places along axis 0 does not fit samples of shape [3]", message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Normalization(0, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Normalization(double.NaN, 1));
        Assert.Throws<ArgumentException>(() => new Normalization([1, 2], [1]));
        Assert.Throws<DTypeException>(() => data.Normalize(Normalization.Bytes).To(DType.Int64));
        Assert.Throws<DataFormatException>(() => Normalization.Fit(data.Take(0)));
        message = Assert.Throws<DataFormatException>(() => Normalization.Fit(ArrayDataset.From(new float[,] { { 1 }, { float.NaN } }, new int[2]))).Message;
        Assert.Contains("CheckFinite", message, StringComparison.Ordinal);
    }

    static (double Mean, double Deviation) Reference(IEnumerable<double> values)
    {
        double mean = values.Average();
        return (mean, Math.Sqrt(values.Average(value => (value - mean) * (value - mean))));
    }

    static void ForEachTier(Action check)
    {
        SimdTier before = Tier.Current;
        try
        {
            foreach (SimdTier tier in (SimdTier[])[SimdTier.Scalar, SimdTier.Vector128, SimdTier.Vector256, SimdTier.Vector512])
            {
                if (tier > Tier.Widest)
                    continue;
                Tier.Current = tier;
                check();
            }
        }
        finally
        {
            Tier.Current = before;
        }
    }
}
