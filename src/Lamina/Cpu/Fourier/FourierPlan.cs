using System.Collections.Concurrent;
using System.Numerics;

namespace Lamina.Cpu.Fourier;

/// <summary>What a transform of one length needs: its radices and twiddle factors, or the chirp of a length with large prime factors.</summary>
/// <remarks>All factors are computed in double precision, each from its own angle, and rounded once.</remarks>
internal sealed unsafe class FourierPlan<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // A program that keeps asking for new lengths starts over now and then, and does not fill the memory.
    const int Most = 256;

    static readonly ConcurrentDictionary<long, FourierPlan<T>> Plans = new();

    readonly T[] _factors;

    FourierPlan(long length)
    {
        Length = length;
        IsDirect = Fourier.HasSmallFactors(length);
        if (IsDirect)
        {
            Radices = Fourier.Radices(length);
            _factors = Twiddles(length, Radices);
            Longest = length;
        }
        else
        {
            Convolution = Of(Fourier.ConvolutionLength(length));
            Longest = Convolution.Length;
            Radices = [];
            _factors = Pinned(2 * (length + Longest));
            MakeChirp();
        }

        Factors = (T*)System.Runtime.InteropServices.Marshal.UnsafeAddrOfPinnedArrayElement(_factors, 0);
    }

    public long Length { get; }

    /// <summary>True if the length is a product of 2, 3, 4 and 5.</summary>
    public bool IsDirect { get; }

    /// <summary>Points of the longest transform that is done on the way.</summary>
    public long Longest { get; }

    public int[] Radices { get; }

    /// <summary>The plan of the convolution that stands for a transform of awkward length.</summary>
    public FourierPlan<T>? Convolution { get; }

    /// <summary>
    /// Direct: stage by stage, for each p the factors w¹ᵖ … w⁽ʳ⁻¹⁾ᵖ as (real, imaginary).
    /// Else: the chirp e^(−πi k²/n), then the transform of its conjugate, divided by the convolution's length.
    /// </summary>
    public T* Factors { get; }

    public static FourierPlan<T> Of(long length)
    {
        if (Plans.TryGetValue(length, out FourierPlan<T>? known))
            return known;
        if (Plans.Count >= Most)
            Plans.Clear();
        return Plans.GetOrAdd(length, static n => new FourierPlan<T>(n));
    }

    /// <summary>The factors e^(−2πi k/n) for k = 0 … n/2, which take a real transform apart.</summary>
    public static T[] HalfTurn(long n)
    {
        T[] factors = Pinned(2 * ((n / 2) + 1));
        for (long k = 0; k <= n / 2; k++)
            Write(factors, k, 2.0 * k / n, 1);
        return factors;
    }

    static T[] Pinned(long count) => GC.AllocateUninitializedArray<T>(checked((int)count), pinned: true);

    // e^(−πi · halfTurns) · scale.
    static void Write(T[] factors, long at, double halfTurns, double scale)
    {
        (double sin, double cos) = double.SinCosPi(halfTurns);
        factors[2 * at] = T.CreateTruncating(cos * scale);
        factors[(2 * at) + 1] = T.CreateTruncating(-sin * scale);
    }

    static T[] Twiddles(long length, int[] radices)
    {
        long count = 0, rest = length;
        foreach (int radix in radices)
        {
            rest /= radix;
            count += (radix - 1) * rest;
        }

        T[] factors = Pinned(2 * count);
        long at = 0;
        rest = length;
        foreach (int radix in radices)
        {
            for (long p = 0; p < rest / radix; p++)
            {
                for (long j = 1; j < radix; j++)
                    Write(factors, at++, 2.0 * (j * p % rest) / rest, 1);
            }

            rest /= radix;
        }

        return factors;
    }

    // The square of k is taken modulo 2n first: an angle of many turns has lost its digits.
    void MakeChirp()
    {
        long n = Length, m = Longest;
        double[] re = new double[m], im = new double[m];
        for (long k = 0; k < n; k++)
        {
            double halfTurns = (double)((Int128)k * k % (2 * n)) / n;
            Write(_factors, k, halfTurns, 1);
            (double sin, double cos) = double.SinCosPi(halfTurns);
            (re[k], im[k]) = (cos, sin);
            if (k > 0)
                (re[m - k], im[m - k]) = (cos, sin);
        }

        FourierPlan<double> plan = FourierPlan<double>.Of(m);
        double[] restRe = new double[m], restIm = new double[m];
        fixed (double* a = re, b = im, c = restRe, d = restIm)
        {
            bool turned = FourierStages<Simd.Double1, double>.Run(plan, a, b, c, d, 1);
            double* resultRe = turned ? c : a, resultIm = turned ? d : b;
            for (long k = 0; k < m; k++)
            {
                _factors[2 * (n + k)] = T.CreateTruncating(resultRe[k] / m);
                _factors[(2 * (n + k)) + 1] = T.CreateTruncating(resultIm[k] / m);
            }
        }
    }
}
