using System.Globalization;

namespace Lamina.Plots;

/// <summary>The round values that are written at an axis, and the range they span.</summary>
/// <param name="Min">Where the axis begins.</param>
/// <param name="Max">Where the axis ends.</param>
/// <param name="Marks">Values and what is written at them, in order.</param>
internal sealed record Ticks(double Min, double Max, IReadOnlyList<(double Value, string Text)> Marks)
{
    /// <summary>Steps of 1, 2 or 5 times a power of ten, as many as fit <paramref name="most"/>.</summary>
    /// <param name="low">The least value to show.</param>
    /// <param name="high">The greatest.</param>
    /// <param name="most">At most so many steps, 1 or more.</param>
    /// <param name="fixedLow">Whether the axis begins exactly at <paramref name="low"/>, or at the round value below.</param>
    /// <param name="fixedHigh">Whether it ends exactly at <paramref name="high"/>.</param>
    public static Ticks Linear(double low, double high, int most, bool fixedLow = false, bool fixedHigh = false)
    {
        (low, high) = Apart(low, high);
        double step = Step((high - low) / most);
        while (Math.Ceiling((high / step) - 1e-9) - Math.Floor((low / step) + 1e-9) > most)
            step = Step(step * 1.01);
        double first = fixedLow ? Math.Ceiling((low / step) - 1e-9) : Math.Floor((low / step) + 1e-9);
        double last = fixedHigh ? Math.Floor((high / step) + 1e-9) : Math.Ceiling((high / step) - 1e-9);
        List<(double, string)> marks = [];
        for (double i = first; i <= last; i++)
            marks.Add((i * step, Text(i * step, step)));
        return new Ticks(fixedLow ? low : first * step, fixedHigh ? high : last * step, marks);
    }

    /// <summary>Powers of ten; where there are few of them, their multiples by 2 and 5 too.</summary>
    public static Ticks Logarithmic(double low, double high, int most, bool fixedLow = false, bool fixedHigh = false)
    {
        if (low == high)
            (low, high) = (low / 2, high * 2);
        int from = (int)Math.Floor(Math.Log10(low) + 1e-9), to = (int)Math.Ceiling(Math.Log10(high) - 1e-9);
        double[] factors = to - from > Math.Max(1, most / 3) ? [1] : [1, 2, 5];
        int every = factors.Length > 1 ? 1 : Math.Max(1, (int)Math.Ceiling((to - from) / (double)most));
        List<double> values = [];
        for (int power = from; power <= to; power += every)
            values.AddRange(factors.Select(factor => factor * Math.Pow(10, power)));
        double min = fixedLow ? low : values.Last(value => value <= low * (1 + 1e-9));
        double max = fixedHigh ? high : values.Append(Math.Pow(10, to)).First(value => value >= high * (1 - 1e-9));
        return new Ticks(min, max, [.. values.Where(value => value >= min * (1 - 1e-9) && value <= max * (1 + 1e-9)).Select(value => (value, Power(value)))]);
    }

    /// <summary>The places 0, 1, 2 … with half a place of room on both sides; where they are too many, every second, third … is named.</summary>
    public static Ticks Named(IReadOnlyList<string> names, int most)
    {
        int every = Math.Max(1, (int)Math.Ceiling(names.Count / (double)most));
        return new Ticks(-0.5, Math.Max(1, names.Count) - 0.5, [.. names.Select((name, i) => ((double)i, name)).Where(place => (int)place.Item1 % every == 0)]);
    }

    static (double Low, double High) Apart(double low, double high)
    {
        double room = Math.Max(Math.Abs(low), Math.Abs(high)) * 1e-9;
        if (high - low > room)
            return (low, high);
        double half = low == 0 ? 0.5 : Math.Abs(low) * 0.1;
        return (low - half, high + half);
    }

    static double Step(double least)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(least)));
        return power * ((least / power) switch { <= 1 + 1e-9 => 1, <= 2 + 1e-9 => 2, <= 5 + 1e-9 => 5, _ => 10 });
    }

    static string Text(double value, double step)
    {
        double size = Math.Max(Math.Abs(value), step);
        if (Math.Abs(value) < step * 1e-6)
            return "0";
        if (step >= 1e6 || size < 1e-4 || (step < 1e-5 && size < 1))
            return value.ToString("0.###e0", CultureInfo.InvariantCulture);
        int digits = Math.Clamp((int)Math.Ceiling(-Math.Log10(step) - 1e-9), 0, 10);
        return value.ToString(Math.Abs(value) >= 1e4 ? "N" + digits : "F" + digits, CultureInfo.InvariantCulture);
    }

    static string Power(double value) => value is >= 0.001 and < 1e4
        ? value.ToString("0.###", CultureInfo.InvariantCulture)
        : value.ToString("0.##e0", CultureInfo.InvariantCulture);
}
