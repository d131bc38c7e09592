using System.Numerics;
using Lamina.Simd;

namespace Lamina.Tests.Simd;

/// <summary>Memory, masks as bytes and reductions of every lane type.</summary>
public unsafe class VectorLaneTests
{
    [Fact]
    public void Masks_become_bytes_and_come_back()
    {
        Masks<Float1, float>();
        Masks<Float4, float>();
        Masks<Float8, float>();
        Masks<Float16, float>();
        Masks<Double1, double>();
        Masks<Double2, double>();
        Masks<Double4, double>();
        Masks<Double8, double>();
    }

    static void Masks<TLane, T>()
        where TLane : struct, IVectorLane<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        byte* bytes = stackalloc byte[18];
        byte* back = stackalloc byte[18];
        T* values = stackalloc T[16];
        for (int pattern = 0; pattern < Math.Min(1 << TLane.Count, 4096); pattern++)
        {
            int bits = pattern * 17 & ((1 << TLane.Count) - 1);
            for (int i = 0; i < 18; i++)
                (bytes[i], back[i]) = ((byte)((bits >> i & 1) * (i * 13 + 1)), 99);
            TLane mask = TLane.LoadMask(bytes);
            TLane.StoreMask(back, mask);
            TLane.Store(values, TLane.Select(mask, TLane.Constant(3), TLane.Constant(5)));
            for (int i = 0; i < TLane.Count; i++)
            {
                Assert.Equal(bits >> i & 1, back[i]);
                Assert.Equal((bits >> i & 1) != 0 ? T.CreateChecked(3) : T.CreateChecked(5), values[i]);
            }

            Assert.Equal(99, back[TLane.Count]);
            Assert.Equal(bits != 0, TLane.Any(mask));
        }
    }

    [Fact]
    public void Reductions_halve_in_the_stated_order()
    {
        Reductions<Float1, float>();
        Reductions<Float4, float>();
        Reductions<Float8, float>();
        Reductions<Float16, float>();
        Reductions<Double1, double>();
        Reductions<Double2, double>();
        Reductions<Double4, double>();
        Reductions<Double8, double>();
    }

    static void Reductions<TLane, T>()
        where TLane : struct, IVectorLane<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Random random = new(6);
        T* values = stackalloc T[16];
        for (int round = 0; round < 200; round++)
        {
            for (int i = 0; i < 16; i++)
                values[i] = T.CreateTruncating((random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-6, 6)));
            if (round % 10 == 0)
                values[random.Next(TLane.Count)] = T.NaN;
            TLane lane = TLane.Load(values);
            T[] sums = new Span<T>(values, 16).ToArray();
            for (int width = TLane.Count / 2; width > 0; width /= 2)
            {
                for (int i = 0; i < width; i++)
                    sums[i] += sums[i + width];
            }

            T largest = values[0], smallest = values[0];
            for (int i = 1; i < TLane.Count; i++)
                (largest, smallest) = (T.Max(largest, values[i]), T.Min(smallest, values[i]));
            Assert.Equal(sums[0], TLane.Sum(lane));
            Assert.Equal(largest, TLane.MaxElement(lane));
            Assert.Equal(smallest, TLane.MinElement(lane));
        }
    }

    [Fact]
    public void Minimum_and_maximum_keep_NaN_and_order_the_zeros()
    {
        float[] values = [0f, -0f, float.NaN, 1f, -1f, float.PositiveInfinity, float.NegativeInfinity, 2f];
        float[] xs = [.. from x in values from y in values select x];
        float[] ys = [.. from x in values from y in values select y];
        float[] smallest = LaneRunner.Run<MinCase, Float1, float>(xs, ys);
        float[] largest = LaneRunner.Run<MaxCase, Float1, float>(xs, ys);
        for (int i = 0; i < xs.Length; i++)
        {
            bool nan = float.IsNaN(xs[i]) || float.IsNaN(ys[i]);
            bool firstIsLess = xs[i] < ys[i] || (xs[i] == ys[i] && float.IsNegative(xs[i]));
            Assert.Equal(nan ? float.NaN : firstIsLess ? xs[i] : ys[i], smallest[i]);
            Assert.True(nan || float.IsNegative(firstIsLess ? xs[i] : ys[i]) == float.IsNegative(smallest[i]));
            Assert.Equal(nan ? float.NaN : firstIsLess ? ys[i] : xs[i], largest[i]);
            Assert.True(nan || float.IsNegative(firstIsLess ? ys[i] : xs[i]) == float.IsNegative(largest[i]));
        }
    }

    /// <summary>One rounding: the product's tail decides the sum.</summary>
    [Fact]
    public void Multiply_add_is_fused()
    {
        float[] xs = [.. Enumerable.Repeat(1 + MathF.ScaleB(1, -12), 16)];
        foreach (float[] result in new[] { Fused<Float1>(xs), Fused<Float4>(xs), Fused<Float8>(xs), Fused<Float16>(xs) })
            Assert.All(result, value => Assert.Equal(MathF.ScaleB(1, -24), value));
    }

    static float[] Fused<TLane>(float[] xs)
        where TLane : struct, IVectorLane<TLane, float>
    {
        float[] result = new float[16];
        fixed (float* x = xs, r = result)
        {
            TLane rounded = TLane.Constant(-(1 + Math.ScaleB(1, -11)));
            for (int i = 0; i < 16; i += TLane.Count)
                TLane.Store(r + i, TLane.MultiplyAdd(TLane.Load(x + i), TLane.Load(x + i), rounded));
        }

        return result;
    }
}
