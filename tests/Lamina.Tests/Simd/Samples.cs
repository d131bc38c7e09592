namespace Lamina.Tests.Simd;

/// <summary>Arguments for the lane tests: every exponent, dense ranges, and the special values. Lengths divide by 16.</summary>
static class Samples
{
    static readonly double[] Specials =
    [
        0, -0.0, 1, -1, 0.5, -0.5, 2, -2, 3, -3, 1.5, 2.5, -1.5, -2.5, double.NaN, double.PositiveInfinity,
        double.NegativeInfinity, float.MaxValue, -float.MaxValue, float.Epsilon, -float.Epsilon, 1.17549435e-38,
        88.72284, 88.72283, -103.97208, -87.33655, 709.78271289338397, -745.13321910194122, 1e-300, -1e-300, 1e300, Math.PI,
    ];

    /// <summary>Mantissas spread over every exponent, both signs, then dense values in [-range, range], then specials.</summary>
    public static float[] Floats(int perExponent, int dense, double range)
    {
        List<float> all = [.. Specials.Select(x => (float)x)];
        Random random = new(1);
        for (int exponent = 0; exponent < 255; exponent++)
        {
            for (int i = 0; i < perExponent; i++)
            {
                int bits = (exponent << 23) | random.Next(1 << 23);
                all.Add(BitConverter.Int32BitsToSingle(bits));
                all.Add(BitConverter.Int32BitsToSingle(bits | int.MinValue));
            }
        }

        for (int i = 0; i < dense; i++)
            all.Add((float)((random.NextDouble() * 2 - 1) * range));
        while (all.Count % 16 != 0)
            all.Add(1);
        return [.. all];
    }

    public static double[] Doubles(int perExponent, int dense, double range)
    {
        List<double> all = [.. Specials];
        Random random = new(2);
        for (long exponent = 0; exponent < 2047; exponent++)
        {
            for (int i = 0; i < perExponent; i++)
            {
                long bits = (exponent << 52) | random.NextInt64(1L << 52);
                all.Add(BitConverter.Int64BitsToDouble(bits));
                all.Add(BitConverter.Int64BitsToDouble(bits | long.MinValue));
            }
        }

        for (int i = 0; i < dense; i++)
            all.Add((random.NextDouble() * 2 - 1) * range);
        while (all.Count % 16 != 0)
            all.Add(1);
        return [.. all];
    }

    /// <summary>The values in another order, so that pairs meet; the specials meet one another first.</summary>
    public static T[] Shuffled<T>(T[] values)
    {
        T[] result = (T[])values.Clone();
        new Random(3).Shuffle(result);
        return result;
    }
}
