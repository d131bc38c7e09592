namespace Lamina;

public sealed partial class Tensor
{
    /// <summary>
    /// Triangles at equal distances in pitch, which sum the places of a spectrum to mel bands: a power spectrum
    /// [..., bins] times this matrix gives a mel spectrum [..., bands].
    /// </summary>
    /// <param name="bins">Places of the spectrum, n/2 + 1 for a transform of n points.</param>
    /// <param name="bands">How many triangles.</param>
    /// <param name="sampleRate">Samples a second; the last place is half of it.</param>
    /// <param name="low">Where the first triangle begins, in hertz.</param>
    /// <param name="high">Where the last one ends; half the sample rate if null.</param>
    /// <param name="scale">The scale of pitch.</param>
    /// <param name="equalArea">True to divide each triangle by half its width in hertz, so that all have the same area (Slaney's norm); false for height 1.</param>
    /// <param name="dtype">float32 or float64.</param>
    /// <remarks>**Shape:** [bins, bands]. As torchaudio's <c>melscale_fbanks</c>; Whisper and librosa use the Slaney scale with equal areas.</remarks>
    /// <exception cref="NumericException">The frequencies are not 0 ≤ low &lt; high, or a count is below 1.</exception>
    public static Tensor MelFilterBank(
        long bins, long bands, double sampleRate, double low = 0, double? high = null, MelScale scale = MelScale.Htk, bool equalArea = false, DType dtype = DType.Float32)
    {
        double end = high ?? sampleRate / 2;
        if (!(low >= 0 && low < end) || bins < 2 || bands < 1)
            throw new NumericException($"MelFilterBank: {bands} bands over {bins} bins from {low} Hz to {end} Hz; give at least one band, two bins, and 0 ≤ low < high.");
        double first = ToMel(low, scale), last = ToMel(end, scale);
        double[] corners = new double[bands + 2];
        for (long i = 0; i < corners.Length; i++)
            corners[i] = FromMel(first + ((last - first) * i / (bands + 1)), scale);
        double[] weights = new double[bins * bands];
        for (long bin = 0; bin < bins; bin++)
        {
            double frequency = sampleRate / 2 * bin / (bins - 1);
            for (long band = 0; band < bands; band++)
            {
                double rising = (frequency - corners[band]) / (corners[band + 1] - corners[band]), falling = (corners[band + 2] - frequency) / (corners[band + 2] - corners[band + 1]);
                double height = Math.Max(0, Math.Min(rising, falling));
                weights[(bin * bands) + band] = equalArea ? height * 2 / (corners[band + 2] - corners[band]) : height;
            }
        }

        return From<double>(weights, [bins, bands]).To(dtype);
    }

    // Slaney's scale: 200/3 Hz a mel up to 1000 Hz.
    static double ToMel(double hertz, MelScale scale) => scale switch
    {
        MelScale.Htk => 2595 * Math.Log10(1 + (hertz / 700)),
        _ => hertz < 1000 ? hertz * 3 / 200 : 15 + (27 * Math.Log(hertz / 1000) / Math.Log(6.4)),
    };

    static double FromMel(double mel, MelScale scale) => scale switch
    {
        MelScale.Htk => 700 * (Math.Pow(10, mel / 2595) - 1),
        _ => mel < 15 ? mel * 200 / 3 : 1000 * Math.Exp((mel - 15) * Math.Log(6.4) / 27),
    };
}
