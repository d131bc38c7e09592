using Lamina.TestKit;

namespace Lamina.Tests.Ops;

/// <summary>Windows, frequencies and mel filters against their definitions, and the accuracy of Fourier transforms.</summary>
public sealed class SignalTests
{
    [Theory]
    [InlineData(8)]
    [InlineData(1)]
    [InlineData(0)]
    [InlineData(25)]
    public void Windows_are_their_formulas(int length)
    {
        foreach (bool periodic in (bool[])[true, false])
        {
            double period = periodic ? length : length - 1;
            double[] Of(Func<double, double> formula) => [.. Enumerable.Range(0, length).Select(k => length == 1 ? 1 : formula(2 * Math.PI * k / period))];
            Close(Of(t => 0.5 - (0.5 * Math.Cos(t))), Tensor.HannWindow(length, periodic, DType.Float64));
            Close(Of(t => 0.54 - (0.46 * Math.Cos(t))), Tensor.HammingWindow(length, periodic, dtype: DType.Float64));
            Close(Of(t => 0.42 - (0.5 * Math.Cos(t)) + (0.08 * Math.Cos(2 * t))), Tensor.BlackmanWindow(length, periodic, DType.Float64));
        }
    }

    [Fact]
    public void Frequencies_have_both_signs()
    {
        Close([0, 0.25, -0.5, -0.25], Tensor.FftFrequencies(4, dtype: DType.Float64));
        Close([0, 0.4, 0.8, -0.8, -0.4], Tensor.FftFrequencies(5, 0.5, DType.Float64));
        Close([0, 0.2, 0.4], Tensor.RfftFrequencies(5, dtype: DType.Float64));
    }

    [Fact]
    public void Mel_triangles_rise_and_fall_between_their_corners()
    {
        // Three bands to 4000 Hz: corners at 0, ¼, ½, ¾ and 1 of 2146.06 mel.
        double top = 2595 * Math.Log10(1 + (4000 / 700.0));
        double[] corners = [.. Enumerable.Range(0, 5).Select(i => 700 * (Math.Pow(10, top * i / 4 / 2595) - 1))];
        double[] bank = Tensor.MelFilterBank(41, 3, 8000, dtype: DType.Float64).ToArray<double>();
        for (int bin = 0; bin < 41; bin++)
        {
            double f = 100 * bin;
            for (int band = 0; band < 3; band++)
            {
                double expected = f <= corners[band] || f >= corners[band + 2] ? 0
                    : f <= corners[band + 1] ? (f - corners[band]) / (corners[band + 1] - corners[band])
                    : (corners[band + 2] - f) / (corners[band + 2] - corners[band + 1]);
                Assert.Equal(expected, bank[(bin * 3) + band], 1e-12);
            }
        }
    }

    [Fact]
    public void Slaney_bands_have_equal_areas()
    {
        double[] sums = Tensor.MelFilterBank(20001, 8, 16000, 0, 8000, MelScale.Slaney, equalArea: true, DType.Float64).Sum(0).ToArray<double>();
        Assert.All(sums, sum => Assert.Equal(1, sum * 8000 / 20000, 1e-3));
    }

    [Fact]
    public void Slaney_corners_are_linear_below_a_kilohertz()
    {
        // Up to 1000 Hz, four bands have their peaks at 200, 400, 600 and 800 Hz.
        double[] bank = Tensor.MelFilterBank(11, 4, 2000, 0, 1000, MelScale.Slaney, dtype: DType.Float64).ToArray<double>();
        for (int band = 0; band < 4; band++)
            Assert.Equal(1, bank[(((2 * band) + 2) * 4) + band], 1e-12);
    }

    [Theory]
    [InlineData(1024)]
    [InlineData(3600)]
    [InlineData(1 << 18)]
    [InlineData(1009)]
    public void Float32_transforms_lose_little(int points)
    {
        Tensor x = Tensor.Randn([3, points, 2], generator: new Generator(7));
        double[] expected = x.To(DType.Float64).Fft().ToArray<double>(), found = x.Fft().ToArray<double>();
        double error = Math.Sqrt(expected.Zip(found, (e, f) => (e - f) * (e - f)).Sum() / expected.Sum(e => e * e));
        Assert.True(error < 4e-7, $"{points} points: relative error {error:E2}");
        double[] back = x.Fft().Ifft().ToArray<double>(), given = x.ToArray<double>();
        Assert.True(given.Zip(back, (e, f) => Math.Abs(e - f)).Max() < 4e-6);
    }

    [Fact]
    public void A_long_transform_in_float64_equals_the_sum_of_single_places()
    {
        int points = 6000;
        Nd x = Samples.Values([points], DType.Float64, (-1, 1), 3);
        double[] spectrum = Tensor.From<double>(x.Values, [points]).Rfft().ToArray<double>();
        foreach (int k in (int[])[0, 1, 7, 1499, 3000])
        {
            double re = 0, im = 0;
            for (int j = 0; j < points; j++)
            {
                (double sin, double cos) = double.SinCosPi(-2.0 * ((long)j * k % points) / points);
                re += x.Values[j] * cos;
                im += x.Values[j] * sin;
            }

            Assert.Equal(re, spectrum[2 * k], 1e-10);
            Assert.Equal(im, spectrum[(2 * k) + 1], 1e-10);
        }
    }

    [Fact]
    public void Pieces_that_overlap_cannot_be_written_to()
    {
        Tensor pieces = Tensor.Zeros([10]).Unfold(0, 4, 2);
        Assert.Throws<ShapeException>(() => pieces.AddInPlace(1));
    }

    static void Close(double[] expected, Tensor found)
    {
        double[] values = found.ToArray<double>();
        Assert.Equal(expected.Length, values.Length);
        for (int i = 0; i < values.Length; i++)
            Assert.Equal(expected[i], values[i], 1e-14);
    }
}
