using Lamina.Simd;

namespace Lamina.Tests.Simd;

public class WholeTests
{
    [Fact]
    public void Arithmetic_wraps_around()
    {
        Assert.Equal(sbyte.MinValue, (new Whole<sbyte>(127) + new Whole<sbyte>(1)).Value);
        Assert.Equal(long.MinValue, (new Whole<long>(long.MaxValue) - new Whole<long>(-1)).Value);
        Assert.Equal((byte)(200 * 3 % 256), (new Whole<byte>(200) * new Whole<byte>(3)).Value);
        Assert.Equal(int.MinValue, (-new Whole<int>(int.MinValue)).Value);
        Assert.Equal(int.MinValue, Whole<int>.Abs(new(int.MinValue)).Value);
        Assert.Equal((short)7, Whole<short>.Abs(new(-7)).Value);
    }

    [Fact]
    public void Constants_round_and_stay_in_range()
    {
        Assert.Equal((byte)255, Whole<byte>.Constant(1e9).Value);
        Assert.Equal((byte)0, Whole<byte>.Constant(-3).Value);
        Assert.Equal(2, Whole<int>.Constant(2.5).Value);
        Assert.Equal(-4L, Whole<long>.Constant(-3.6).Value);
        Assert.Equal(0, Whole<int>.Constant(double.NaN).Value);
    }

    [Fact]
    public void Comparisons_give_masks()
    {
        int[] values = [int.MinValue, -2, -1, 0, 1, 5, int.MaxValue];
        foreach (int a in values)
        {
            foreach (int b in values)
            {
                Whole<int> x = new(a), y = new(b);
                Assert.Equal(a < b ? -1 : 0, Whole<int>.LessThan(x, y).Value);
                Assert.Equal(a <= b ? -1 : 0, Whole<int>.LessThanOrEqual(x, y).Value);
                Assert.Equal(a == b ? -1 : 0, Whole<int>.Equal(x, y).Value);
                Assert.Equal(Math.Min(a, b), Whole<int>.Min(x, y).Value);
                Assert.Equal(Math.Max(a, b), Whole<int>.Max(x, y).Value);
                Assert.Equal(a < b ? a : b, Whole<int>.Select(Whole<int>.LessThan(x, y), x, y).Value);
                Assert.Equal(a >= b ? a : b, Whole<int>.Select(Whole<int>.Not(Whole<int>.LessThan(x, y)), x, y).Value);
            }
        }
    }
}
