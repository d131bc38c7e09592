using System.Globalization;

namespace Lamina.Dashboard.Drawing;

/// <summary>Numbers and times as people read them.</summary>
static class Readable
{
    public static string Number(double value) => double.IsNaN(value) ? "NaN" : value.ToString(Math.Abs(value) is >= 1e4 and < 1e9 ? "#,0" : "G4", CultureInfo.InvariantCulture);

    public static string Time(double seconds) => seconds switch
    {
        < 10 => seconds.ToString("0.0", CultureInfo.InvariantCulture) + " s",
        < 120 => seconds.ToString("0", CultureInfo.InvariantCulture) + " s",
        < 7200 => (seconds / 60).ToString("0", CultureInfo.InvariantCulture) + " min",
        _ => (seconds / 3600).ToString("0.0", CultureInfo.InvariantCulture) + " h",
    };

    public static string Bytes(double bytes) => bytes < 1L << 30
        ? (bytes / (1 << 20)).ToString("0", CultureInfo.InvariantCulture) + " MiB"
        : (bytes / (1 << 30)).ToString("0.0", CultureInfo.InvariantCulture) + " GiB";

    public static string Share(double share) => (100 * share).ToString("0", CultureInfo.InvariantCulture) + " %";
}
