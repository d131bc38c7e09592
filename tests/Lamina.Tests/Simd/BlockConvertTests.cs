using Lamina.Simd;

namespace Lamina.Tests.Simd;

public unsafe class BlockConvertTests
{
    static TTo[] Convert<TFrom, TTo>(params TFrom[] values)
        where TFrom : unmanaged
        where TTo : unmanaged
    {
        TTo[] result = new TTo[values.Length];
        fixed (TFrom* source = values)
        {
            fixed (TTo* destination = result)
                BlockConvert.To(source, destination, values.Length);
        }

        return result;
    }

    [Fact]
    public void Every_half_becomes_the_same_float_and_comes_back()
    {
        Half[] halves = [.. Enumerable.Range(0, 65536).Select(i => BitConverter.UInt16BitsToHalf((ushort)i))];
        float[] floats = Convert<Half, float>(halves);
        Half[] back = Convert<float, Half>(floats);
        double[] doubles = Convert<Half, double>(halves);
        for (int i = 0; i < halves.Length; i++)
        {
            Assert.True(Same((float)halves[i], floats[i]) && Same((float)halves[i], (float)doubles[i]), $"half {i:X4}");
            Assert.True(Half.IsNaN(halves[i]) ? Half.IsNaN(back[i]) : BitConverter.HalfToUInt16Bits(back[i]) == i, $"half {i:X4}");
        }
    }

    [Fact]
    public void Every_bfloat16_becomes_the_same_float_and_comes_back()
    {
        BFloat16[] numbers = [.. Enumerable.Range(0, 65536).Select(i => BFloat16.FromBits((ushort)i))];
        float[] floats = Convert<BFloat16, float>(numbers);
        BFloat16[] back = Convert<float, BFloat16>(floats);
        for (int i = 0; i < numbers.Length; i++)
        {
            Assert.Equal((uint)i << 16, BitConverter.SingleToUInt32Bits(floats[i]));
            Assert.True(BFloat16.IsNaN(numbers[i]) ? BFloat16.IsNaN(back[i]) : BFloat16.ToBits(back[i]) == i, $"bfloat16 {i:X4}");
        }
    }

    /// <summary>Floats on, just beside and half way between neighbours, for every number of both 16-bit types, and random ones.</summary>
    [Fact]
    public void Floats_round_to_the_nearest_and_halves_to_even()
    {
        List<float> floats = [];
        for (uint i = 0; i < 65536; i++)
        {
            float half = (float)BitConverter.UInt16BitsToHalf((ushort)i);
            foreach (uint offset in new uint[] { 0x0FFF, 0x1000, 0x1001, 0x1FFF })
                floats.Add(BitConverter.UInt32BitsToSingle(BitConverter.SingleToUInt32Bits(half) + offset));
            foreach (uint offset in new uint[] { 0x0001, 0x7FFF, 0x8000, 0x8001, 0xFFFF })
                floats.Add(BitConverter.UInt32BitsToSingle((i << 16) | offset));
        }

        Random random = new(5);
        for (int i = 0; i < 100_000; i++)
            floats.Add(MathF.ScaleB(random.NextSingle() - 0.5f, random.Next(-30, 20)));
        float[] values = [.. floats];
        Half[] halves = Convert<float, Half>(values);
        BFloat16[] numbers = Convert<float, BFloat16>(values);
        for (int i = 0; i < values.Length; i++)
        {
            Half expected = (Half)values[i];
            Assert.True(
                Half.IsNaN(expected) ? Half.IsNaN(halves[i]) : BitConverter.HalfToUInt16Bits(expected) == BitConverter.HalfToUInt16Bits(halves[i]),
                $"{values[i]:R} to half: {halves[i]}, expected {expected}");
            Assert.True(
                float.IsNaN(values[i]) ? BFloat16.IsNaN(numbers[i]) : Nearest(values[i]) == BFloat16.ToBits(numbers[i]),
                $"{values[i]:R} to bfloat16: {numbers[i]}");
        }
    }

    /// <summary>The bits of the nearest bfloat16, by comparing distances to the two neighbours.</summary>
    static ushort Nearest(float value)
    {
        if (float.IsInfinity(value))
            return (ushort)(BitConverter.SingleToUInt32Bits(value) >> 16);
        ushort below = (ushort)(BitConverter.SingleToUInt32Bits(value) >> 16);
        double low = Math.Abs((double)BFloat16.FromBits(below));
        double high = below % 0x8000 == 0x7F7F ? Math.ScaleB(1, 128) : Math.Abs((double)BFloat16.FromBits((ushort)(below + 1)));
        double up = high - Math.Abs((double)value), down = Math.Abs((double)value) - low;
        return up < down || (up == down && below % 2 == 1) ? (ushort)(below + 1) : below;
    }

    [Fact]
    public void Reals_are_cut_towards_zero_and_kept_in_range()
    {
        float[] values = [1.9f, -1.9f, 300, -300, 1e20f, -1e20f, float.NaN, float.PositiveInfinity, -0.0f];
        Assert.Equal([1, -1, 300, -300, int.MaxValue, int.MinValue, 0, int.MaxValue, 0], Convert<float, int>(values));
        Assert.Equal([1, -1, 300, -300, long.MaxValue, long.MinValue, 0, long.MaxValue, 0], Convert<float, long>(values));
        Assert.Equal([1, -1, 300, -300, short.MaxValue, short.MinValue, 0, short.MaxValue, 0], Convert<float, short>(values));
        Assert.Equal([1, -1, 127, -128, 127, -128, 0, 127, 0], Convert<float, sbyte>(values));
        Assert.Equal([1, 0, 255, 0, 255, 0, 0, 255, 0], Convert<float, byte>(values));
        Assert.Equal([true, true, true, true, true, true, true, true, false], Convert<float, bool>(values));
        Assert.Equal([3, -3], Convert<Half, int>((Half)3.75, (Half)(-3.75)));
        Assert.Equal([(byte)3], Convert<BFloat16, byte>((BFloat16)3.75f));
        Assert.Equal([true, true, false], Convert<Half, bool>(Half.NaN, (Half)0.1, (Half)(-0.0)));
    }

    [Fact]
    public void Integers_wrap_around_and_convert_to_the_nearest_real()
    {
        Assert.Equal([unchecked((sbyte)300), -1], Convert<int, sbyte>(300, -1));
        Assert.Equal([(byte)44, (byte)255], Convert<long, byte>(300, -1));
        Assert.Equal([16777216f, 16777220f], Convert<long, float>(16777217, 16777219));
        Assert.Equal([200f, 0f], Convert<byte, float>(200, 0));
        Assert.Equal([true, false, true], Convert<long, bool>(1L << 40, 0, -1));
        Assert.Equal([1.0, 0.0], Convert<bool, double>(true, false));
        Assert.Equal([(Half)1, (Half)0], Convert<bool, Half>(true, false));
    }

    /// <summary>Lengths around the vectors' width: all of the block is written, nothing beyond.</summary>
    [Fact]
    public void Tails_are_converted_like_the_rest()
    {
        for (int length = 0; length < 40; length++)
        {
            CheckLength<float, Half>(length);
            CheckLength<float, BFloat16>(length);
            CheckLength<float, double>(length);
            CheckLength<Half, float>(length);
            CheckLength<BFloat16, float>(length);
            CheckLength<byte, float>(length);
            CheckLength<int, float>(length);
            CheckLength<double, float>(length);
            CheckLength<float, float>(length);
            CheckLength<long, int>(length);
        }
    }

    static void CheckLength<TFrom, TTo>(int length)
        where TFrom : unmanaged
        where TTo : unmanaged
    {
        TFrom* source = stackalloc TFrom[40];
        TTo* destination = stackalloc TTo[41];
        for (int i = 0; i < 40; i++)
            source[i] = BlockConvert.Element<int, TFrom>(i * 3 + 1);
        for (int i = 0; i <= 40; i++)
            destination[i] = BlockConvert.Element<int, TTo>(77);
        BlockConvert.To(source, destination, length);
        for (int i = 0; i <= 40; i++)
        {
            TTo expected = BlockConvert.Element<int, TTo>(i < length ? i * 3 + 1 : 77);
            Assert.True(expected.Equals(destination[i]), $"{typeof(TFrom).Name} to {typeof(TTo).Name}, length {length}, element {i}: {destination[i]}");
        }
    }

    static bool Same(float a, float b) => float.IsNaN(a) ? float.IsNaN(b) : BitConverter.SingleToInt32Bits(a) == BitConverter.SingleToInt32Bits(b);
}
