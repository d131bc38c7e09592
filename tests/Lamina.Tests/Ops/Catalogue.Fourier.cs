using Lamina.TestKit;

namespace Lamina.Tests.Ops;

public static partial class Catalogue
{
    static IEnumerable<OpCase> Fourier =>
    [
        // Every radix, their products, primes (a convolution), one point, more rows than lanes and fewer.
        Spectral("fft", x => x.Fft(), x => Dft(x, false), [3, 8, 2], [1, 2], [2, 2, 2], [1, 3, 2], [2, 4, 2], [5, 5, 2], [2, 7, 2], [19, 12, 2], [2, 30, 2], [3, 11, 2], [33, 64, 2], [2, 60, 2], [1, 101, 2], [2, 1000, 2], [0, 4, 2]) with
        { HasSecondDerivative = true, BadShapes = [[[3, 4]], [[2]], [[2, 0, 2]]] },
        Spectral("ifft", x => x.Ifft(), x => Dft(x, true, 1.0 / x.Shape[^2]), [3, 8, 2], [2, 15, 2], [2, 7, 2]) with { BadShapes = [[[3, 4]]] },
        Spectral("fft_first", x => x.Fft(null, 0, FourierNorm.Ortho), x => Swapped(Dft(Swapped(x), false, 1 / Math.Sqrt(x.Shape[0]))), [4, 3, 2], [9, 2, 2]),
        Spectral("fft_longer", x => x.Fft(6), x => Dft(Refit(x, 6), false), [3, 4, 2], [2, 9, 2]),
        Spectral("fft2", x => x.Fft2(FourierNorm.Forward), x => Swapped(Dft(Swapped(Dft(x, false, 1.0 / x.Shape[^2])), false, 1.0 / x.Shape[^3])), [4, 3, 2], [5, 6, 2]),
        Spectral("ifft2", x => x.Ifft2(), x => Swapped(Dft(Swapped(Dft(x, true, 1.0 / x.Shape[^2])), true, 1.0 / x.Shape[^3])), [4, 3, 2]),
        Spectral("rfft", x => x.Rfft(), x => Half(Dft(Complex(x), false)), [3, 8], [1], [2, 2], [2, 3], [4, 5], [2, 7], [17, 12], [2, 30], [2, 22], [3, 64], [1, 101], [2, 1000], [0, 4]) with
        { HasSecondDerivative = true, BadShapes = [[[2, 0]]] },
        Spectral("rfft_first", x => x.Rfft(null, 0, FourierNorm.Ortho), x => Moved(Half(Dft(Complex(Turned(x)), false, 1 / Math.Sqrt(x.Shape[0])))), [8, 3], [5, 2]),
        Spectral("irfft", x => x.Irfft(), x => Real(Dft(Hermitian(x, 2 * (x.Shape[^2] - 1)), true, 0.5 / (x.Shape[^2] - 1))), [3, 5, 2], [2, 2, 2], [2, 7, 2], [18, 8, 2], [2, 16, 2], [2, 501, 2]) with
        { HasSecondDerivative = true, BadShapes = [[[3, 4]], [[2, 1, 2]]] },
        Spectral("irfft_odd", x => x.Irfft((2 * x.Shape[^2]) - 1), x => Real(Dft(Hermitian(x, (2 * x.Shape[^2]) - 1), true, 1.0 / ((2 * x.Shape[^2]) - 1))), [3, 5, 2], [2, 1, 2], [2, 4, 2], [2, 8, 2]) with { HasSecondDerivative = true },
        Spectral("rfft2", x => x.Rfft2(), x => Swapped(Dft(Swapped(Half(Dft(Complex(x), false))), false)), [4, 6], [3, 5]) with { BadShapes = [[[4]]] },
        Spectral("irfft2", x => x.Irfft2(), x => Real(Dft(Hermitian(Swapped(Dft(Swapped(x), true, 1.0 / x.Shape[^3])), 2 * (x.Shape[^2] - 1)), true, 0.5 / (x.Shape[^2] - 1))), [4, 3, 2]),
        OpCase.OfOne("fftshift", x => x.FftShift(1), x => Gathered(x, x.Shape, i => [i[0], (i[1] + ((x.Shape[1] + 1) / 2)) % x.Shape[1]]), [2, 5], [3, 4]) with { DTypes = EveryDType },
        OpCase.OfOne("ifftshift", x => x.FftShift().IfftShift(), x => x, [3, 5], [4, 4]) with { DTypes = EveryDType },
        OpCase.OfOne("unfold", x => x.Unfold(1, 4, 3), x => Gathered(x, [x.Shape[0], ((x.Shape[1] - 4) / 3) + 1, 4], i => [i[0], (3 * i[1]) + i[2]]), [2, 11], [1, 4], [3, 100]) with { DTypes = EveryDType, HasSecondDerivative = true, BadShapes = [[[2, 3]]] },
        OpCase.OfOne("unfold_first", x => x.Unfold(0, 3, 1), x => Gathered(x, [x.Shape[0] - 2, x.Shape[1], 3], i => [i[0] + i[2], i[1]]), [5, 2]),
        OpCase.OfOne("overlap_add", x => x.OverlapAdd(2), Overlapped, [2, 3, 5], [3, 2], [2, 9, 70], [1, 4, 1]) with { HasSecondDerivative = true, BadShapes = [[[3]], [[0, 3]]] },
        Spectral("stft", x => x.Stft(8, 2, Tensor.HannWindow(8, dtype: x.DType)), x => Pieces(x, 8, 2, 4, k => 0.5 - (0.5 * Math.Cos(2 * Math.PI * k / 8))), [2, 20], [31]) with { Slack = 4, BadShapes = [[[2, 4]]] },
        Spectral("stft_plain", x => x.Stft(6, center: false, oneSided: false), x => Both(Pieces(x, 6, 1, 0, _ => 1), 6), [2, 9], [6]) with { Called = "Stft", BadShapes = [[[5]]] },
        Spectral("istft", x => x.Stft(8, 3, Tensor.HammingWindow(6, dtype: x.DType)).Istft(8, 3, Tensor.HammingWindow(6, dtype: x.DType), length: x.Shape[^1]), x => x, [2, 24], [36]) with { Slack = 4 },
    ];

    static OpCase Spectral(string name, Func<Tensor, Tensor> run, Func<Nd, Nd> reference, params Shape[] shapes) =>
        OpCase.OfOne(name, run, reference, shapes) with { DTypes = [DType.Float32, DType.Float64] };

    // The sum as it stands in the definition.
    static Nd Dft(Nd x, bool inverse, double scale = 1)
    {
        long n = x.Shape[^2], rows = x.Shape.CountOf(..^2);
        Nd result = Nd.Zeros(x.Shape);
        for (long row = 0; row < rows; row++)
        {
            for (long k = 0; k < n; k++)
            {
                double re = 0, im = 0;
                for (long j = 0; j < n; j++)
                {
                    (double sin, double cos) = double.SinCosPi((inverse ? 2.0 : -2.0) * (j * k % n) / n);
                    double a = x.Values[2 * ((row * n) + j)], b = x.Values[(2 * ((row * n) + j)) + 1];
                    re += (a * cos) - (b * sin);
                    im += (a * sin) + (b * cos);
                }

                result.Values[2 * ((row * n) + k)] = re * scale;
                result.Values[(2 * ((row * n) + k)) + 1] = im * scale;
            }
        }

        return result;
    }

    static Nd Complex(Nd x) => new([.. x.Values.SelectMany(v => new[] { v, 0 })], [.. x.Shape, 2]);

    static Nd Real(Nd x) => new([.. x.Values.Where((_, i) => i % 2 == 0)], x.Shape[..^1]);

    static Nd Half(Nd x) => Gathered(x, x.Shape.With(-2, (x.Shape[^2] / 2) + 1), i => i);

    static Nd Turned(Nd x) => Gathered(x, [x.Shape[1], x.Shape[0]], i => [i[1], i[0]]);

    static Nd Swapped(Nd x) => Gathered(x, [x.Shape[1], x.Shape[0], 2], i => [i[1], i[0], i[2]]);

    static Nd Moved(Nd x) => Swapped(x);

    static Nd Refit(Nd x, long length)
    {
        Nd result = Nd.Zeros(x.Shape.With(-2, length));
        foreach (long[] index in result.Indices().Where(i => i[^2] < x.Shape[^2]))
            result[index] = x[index];
        return result;
    }

    static Nd Hermitian(Nd half, long length)
    {
        Nd result = Nd.Zeros(half.Shape.With(-2, length));
        foreach (long[] index in result.Indices())
        {
            long k = index[^2], from = Math.Min(k, length - k);
            bool alone = k == 0 || 2 * k == length;
            double value = half[[.. index[..^2], k == 0 ? 0 : from, index[^1]]];
            result[index] = index[^1] == 0 ? value : alone ? 0 : k == from ? value : -value;
        }

        return result;
    }

    static Nd Overlapped(Nd x)
    {
        Nd result = Nd.Zeros([.. x.Shape[..^2], ((x.Shape[^2] - 1) * 2) + x.Shape[^1]]);
        foreach (long[] index in x.Indices())
            result[[.. index[..^2], (2 * index[^2]) + index[^1]]] += x[index];
        return result;
    }

    static Nd Pieces(Nd x, long points, long hop, long pad, Func<long, double> window)
    {
        long n = x.Shape[^1], count = ((n + (2 * pad) - points) / hop) + 1;
        long Mirrored(long at) => at < 0 ? -at : at >= n ? (2 * (n - 1)) - at : at;
        Nd pieces = Gathered(x, [.. x.Shape[..^1], count, points], i => [.. i[..^2], Mirrored((i[^2] * hop) + i[^1] - pad)]);
        foreach (long[] index in pieces.Indices().ToArray())
            pieces[index] *= window(index[^1]);
        Nd spectra = Half(Dft(Complex(pieces), false));
        return Gathered(spectra, [.. x.Shape[..^1], spectra.Shape[^2], count, 2], i => [.. i[..^3], i[^2], i[^3], i[^1]]);
    }

    // The other half of one-sided spectra.
    static Nd Both(Nd x, long points)
    {
        Nd result = Nd.Zeros(x.Shape.With(-3, points));
        foreach (long[] index in result.Indices())
        {
            long k = index[^3];
            bool first = k < x.Shape[^3];
            double value = x[[.. index[..^3], first ? k : points - k, .. index[^2..]]];
            result[index] = first || index[^1] == 0 ? value : -value;
        }

        return result;
    }
}
