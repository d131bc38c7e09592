using System.Globalization;

namespace Lamina;

/// <summary>How the numbers of one print-out are written: alike, so that they line up.</summary>
internal readonly struct NumberFormat
{
    const int Digits = 4;

    // The largest number that is still below 10⁻⁴ when it is rounded to four digits.
    const double Small = 0.99995e-4;

    readonly int _decimals;
    readonly bool _scientific;

    NumberFormat(int decimals, bool scientific) => (_decimals, _scientific) = (decimals, scientific);

    /// <summary>
    /// As many decimals as the number with the most needs to show four significant digits; scientific where a number is
    /// 10⁶ or more, or other than 0 and below 10⁻⁴.
    /// </summary>
    public static NumberFormat For(IReadOnlyCollection<double> values)
    {
        bool scientific = values.Any(v => double.IsFinite(v) && v != 0 && (Math.Abs(v) >= 1e6 || Math.Abs(v) < Small));
        int decimals = 0;
        foreach (double value in values)
        {
            if (double.IsFinite(value) && value != 0)
                decimals = Math.Max(decimals, Decimals(value, scientific));
        }

        return new NumberFormat(decimals, scientific);
    }

    public string Write(double value) =>
        double.IsNaN(value) ? "NaN"
        : double.IsInfinity(value) ? value > 0 ? "∞" : "-∞"
        : value.ToString(_scientific ? $"0.{new string('0', _decimals)}e+00" : $"F{_decimals}", CultureInfo.InvariantCulture);

    // The decimals left when the number is rounded to four digits and zeros at its end are taken off.
    static int Decimals(double value, bool scientific)
    {
        string rounded = Math.Abs(value).ToString($"E{Digits - 1}", CultureInfo.InvariantCulture);
        int at = rounded.IndexOf('E', StringComparison.Ordinal);
        int significant = rounded[..at].TrimEnd('0').TrimEnd('.').Replace(".", "", StringComparison.Ordinal).Length;
        int exponent = int.Parse(rounded.AsSpan(at + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return scientific ? significant - 1 : Math.Max(0, significant - 1 - exponent);
    }
}
