using System.Globalization;

namespace Lamina.Tests;

public class BFloat16Tests
{
    [Fact]
    public void Doubles_are_rounded_once()
    {
        // Just above half way between 1 and its neighbour; through float it would be half way, and go to 1.
        double value = 1 + Math.ScaleB(1, -8) + Math.ScaleB(1, -40);
        Assert.Equal(1 + Math.ScaleB(1, -7), (double)(BFloat16)value);
        Assert.Equal(1.0, (double)(BFloat16)(1 + Math.ScaleB(1, -8)));
        Assert.Equal(1.0, (double)(BFloat16)(1 + Math.ScaleB(1, -8) - Math.ScaleB(1, -40)));
        Assert.Equal(double.PositiveInfinity, (double)(BFloat16)1e300);
        Assert.True(BFloat16.IsNaN((BFloat16)double.NaN));
    }

    [Fact]
    public void Numbers_compare_as_floats_do()
    {
        BFloat16[] values = [BFloat16.NaN, BFloat16.NegativeInfinity, BFloat16.MinValue, (BFloat16)(-1f), (BFloat16)(-0f), BFloat16.Zero, BFloat16.One, BFloat16.PositiveInfinity];
        foreach (BFloat16 a in values)
        {
            foreach (BFloat16 b in values)
            {
                float x = (float)a, y = (float)b;
                Assert.Equal(x < y, a < b);
                Assert.Equal(x <= y, a <= b);
                Assert.Equal(x > y, a > b);
                Assert.Equal(x >= y, a >= b);
                Assert.Equal(x == y, a == b);
                Assert.Equal(x != y, a != b);
                Assert.Equal(x.Equals(y), a.Equals(b));
                Assert.Equal(x.CompareTo(y), a.CompareTo(b));
                if (a.Equals(b))
                    Assert.Equal(a.GetHashCode(), b.GetHashCode());
            }
        }
    }

    [Fact]
    public void Text_is_the_shortest_that_comes_back()
    {
        Assert.Equal("3.14", ((BFloat16)3.14f).ToString(null, CultureInfo.InvariantCulture));
        Assert.Equal("0.1", ((BFloat16)0.1f).ToString(null, CultureInfo.InvariantCulture));
        for (int i = 0; i < 65536; i += 7)
        {
            BFloat16 value = BFloat16.FromBits((ushort)i);
            string text = value.ToString(null, CultureInfo.InvariantCulture);
            Assert.True(value.Equals((BFloat16)float.Parse(text, CultureInfo.InvariantCulture)), $"{i:X4}: {text}");
        }
    }
}
