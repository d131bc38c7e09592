using System.Numerics;
using Lamina.Cpu;
using Lamina.Cpu.Convolution;
using Lamina.Cpu.Convolution.Winograd;
using Lamina.Simd;

namespace Lamina.Tests.Cpu;

[Collection("Cpu")]
public sealed unsafe class Convolution2dTests : IDisposable
{
    readonly int _threads = Workers.Count;
    readonly SimdTier _tier = Tier.Current;

    public void Dispose()
    {
        Workers.Count = _threads;
        Tier.Current = _tier;
    }

    static ConvGeometry Geometry(
        long batch, long inChannels, long outChannels, long height, long width, long kernelHeight, long kernelWidth,
        long stride = 1, long pad = 0, long dilation = 1, long groups = 1)
        => new()
        {
            Batch = batch,
            InChannels = inChannels,
            OutChannels = outChannels,
            InHeight = height,
            InWidth = width,
            KernelHeight = kernelHeight,
            KernelWidth = kernelWidth,
            StrideHeight = stride,
            StrideWidth = stride,
            PadTop = pad,
            PadLeft = pad,
            PadBottom = pad,
            PadRight = pad,
            DilationHeight = dilation,
            DilationWidth = dilation,
            Groups = groups,
        };

    static IEnumerable<ConvGeometry> Cases(int random)
    {
        yield return Geometry(3, 1, 32, 28, 28, 3, 3);
        yield return Geometry(2, 6, 16, 14, 14, 5, 5);
        yield return Geometry(2, 64, 64, 10, 10, 3, 3, pad: 1);
        yield return Geometry(1, 70, 33, 9, 9, 3, 3, pad: 1);
        yield return Geometry(2, 5, 7, 13, 11, 3, 3, stride: 2, pad: 1);
        yield return Geometry(1, 3, 10, 33, 31, 7, 7, stride: 2, pad: 3);
        yield return Geometry(5, 180, 170, 5, 5, 3, 3, pad: 1);
        yield return Geometry(2, 9, 17, 12, 12, 1, 1);
        yield return Geometry(2, 9, 17, 12, 12, 1, 1, stride: 2);
        yield return Geometry(2, 12, 12, 9, 17, 3, 3, pad: 1, groups: 12);
        yield return Geometry(2, 6, 12, 9, 8, 3, 3, stride: 2, pad: 1, groups: 6);
        yield return Geometry(1, 8, 12, 15, 15, 3, 3, pad: 2, dilation: 2, groups: 4);
        yield return Geometry(1, 2, 3, 16, 16, 3, 3, stride: 3, dilation: 2);
        yield return Geometry(1, 2, 3, 20, 20, 4, 4, stride: 4);
        yield return Geometry(1, 2, 3, 4, 5, 4, 5);
        yield return Geometry(1, 2, 3, 5, 5, 2, 2, stride: 3, pad: 4);
        yield return Geometry(1, 1, 1, 1, 1, 1, 1);
        yield return Geometry(0, 2, 3, 5, 5, 3, 3);
        yield return Geometry(2, 2, 3, 2, 2, 3, 3);
        yield return Geometry(1, 40, 5, 6, 100, 1, 9, pad: 1);
        // 3×3 of stride 1 with many channels, by tiles of 4×4: wide and narrow, ends of tiles, borders wider than the kernel, deep sums.
        yield return Geometry(3, 17, 19, 23, 37, 3, 3, pad: 1);
        yield return Geometry(2, 33, 64, 14, 14, 3, 3, pad: 1);
        yield return Geometry(1, 16, 90, 30, 70, 3, 3);
        yield return Geometry(9, 40, 24, 7, 6, 3, 3, pad: 2);
        yield return Geometry(2, 24, 30, 12, 13, 3, 3, pad: 4);
        yield return Geometry(2, 130, 129, 12, 9, 3, 3, pad: 1);
        yield return Geometry(1, 530, 16, 18, 18, 3, 3, pad: 1);
        foreach (ConvGeometry g in Winograds())
            yield return g;
        // Channels last: strides, short lines, pixels that no tap reaches, borders wider than the kernel, long chains, several blocks of lines and of images.
        yield return Geometry(2, 17, 19, 13, 11, 3, 3, stride: 2, pad: 1);
        yield return Geometry(3, 16, 50, 9, 4, 5, 2);
        yield return Geometry(2, 20, 35, 10, 11, 2, 1, stride: 3);
        yield return Geometry(2, 18, 16, 5, 6, 3, 3, stride: 2, pad: 5);
        yield return Geometry(1, 130, 33, 12, 9, 3, 3, stride: 2, pad: 1);
        yield return Geometry(1, 16, 40, 60, 61, 4, 3, stride: 2, pad: 2);
        yield return Geometry(20, 16, 16, 7, 5, 3, 2, pad: 1);
        yield return Geometry(2, 48, 20, 6, 30, 1, 5, stride: 2);
        yield return Geometry(13, 24, 9, 16, 16, 5, 5, pad: 1);
        yield return new() { Batch = 3, InChannels = 21, OutChannels = 37, InHeight = 14, InWidth = 17, KernelHeight = 4, KernelWidth = 5, StrideHeight = 3, StrideWidth = 2, PadTop = 2, PadRight = 3 };
        // The gradient of few channels, images side by side: one vector, several, the last not full; no tap at some pixels; borders.
        yield return Geometry(16, 6, 8, 14, 13, 5, 5);
        yield return Geometry(46, 5, 9, 9, 8, 3, 4, stride: 2, pad: 1);
        yield return Geometry(63, 11, 8, 7, 7, 2, 2, stride: 3, pad: 3);
        yield return Geometry(12, 4, 17, 9, 12, 3, 3, pad: 2);
        // Long lines, several blocks of images, large weights.
        yield return Geometry(2, 16, 16, 1, 3000, 1, 3);
        yield return Geometry(3, 40, 10, 60, 80, 3, 3, stride: 2);
        yield return Geometry(34, 16, 8, 62, 66, 3, 3, stride: 2, pad: 1);
        // Small pictures with large weights, by patches; and kernels that cover the picture.
        yield return Geometry(4, 40, 36, 7, 7, 3, 3, pad: 1);
        yield return Geometry(3, 33, 40, 14, 13, 4, 4, stride: 2, pad: 1);
        yield return Geometry(1, 70, 33, 9, 4, 3, 2, stride: 3, pad: 2, dilation: 2);
        yield return Geometry(2, 90, 100, 9, 8, 4, 4, stride: 2, pad: 1);
        yield return Geometry(2, 120, 130, 12, 11, 3, 3, stride: 2, pad: 2, dilation: 2);
        yield return Geometry(3, 20, 40, 5, 4, 5, 4);
        yield return Geometry(3, 1, 33, 28, 45, 4, 4, stride: 2, pad: 1);
        yield return Geometry(5, 130, 32, 8, 8, 1, 1, stride: 2);
        yield return Geometry(1, 340, 345, 4, 4, 3, 3, pad: 1);
        Random draw = new(3);
        for (int i = 0; i < random; i++)
        {
            long groups = draw.Next(3) == 0 ? draw.Next(1, 5) : 1;
            yield return new()
            {
                Batch = draw.Next(1, 4),
                Groups = groups,
                InChannels = groups * draw.Next(1, 9),
                OutChannels = groups * draw.Next(1, 20),
                InHeight = draw.Next(1, 20),
                InWidth = draw.Next(1, 36),
                KernelHeight = draw.Next(1, 5),
                KernelWidth = draw.Next(1, 6),
                StrideHeight = draw.Next(1, 4),
                StrideWidth = draw.Next(1, 4),
                PadTop = draw.Next(0, 3),
                PadLeft = draw.Next(0, 3),
                PadBottom = draw.Next(0, 3),
                PadRight = draw.Next(0, 3),
                DilationHeight = draw.Next(1, 3),
                DilationWidth = draw.Next(1, 3),
            };
        }
    }

    /// <summary>
    /// 3×3 of stride 1 with many channels, by tiles of 4×4 where vectors are wide: several blocks of channels; kernels brought for all grains, or by each of
    /// one to three; borders of 2 and 4; few tiles.
    /// </summary>
    static IEnumerable<ConvGeometry> Winograds() =>
    [
        Geometry(3, 140, 20, 16, 16, 3, 3, pad: 1),
        Geometry(10, 136, 16, 14, 14, 3, 3, pad: 1),
        Geometry(2, 40, 64, 14, 14, 3, 3, pad: 4),
        Geometry(5, 40, 30, 20, 20, 3, 3, pad: 2),
        Geometry(6, 136, 20, 12, 12, 3, 3, pad: 1),
        Geometry(2, 33, 64, 31, 14, 3, 3, pad: 1),
    ];

    [Fact]
    public void TheCasesForWinogradGoThatWay()
    {
        if (Tier.Current == SimdTier.Vector512)
            Assert.All(Winograds(), g => Assert.True(WinogradConvolution.Serve(g), Describe(g)));
    }

    static string Describe(in ConvGeometry g)
        => $"batch {g.Batch} channels {g.InChannels}->{g.OutChannels}/{g.Groups} image {g.InHeight}x{g.InWidth} kernel {g.KernelHeight}x{g.KernelWidth} "
            + $"stride {g.StrideHeight},{g.StrideWidth} pad {g.PadTop},{g.PadLeft},{g.PadBottom},{g.PadRight} dilation {g.DilationHeight},{g.DilationWidth}, {Tier.Current}, {Workers.Count} threads";

    static T[] Draw<T>(long length, int seed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Random random = new(seed);
        T[] values = new T[length];
        for (long i = 0; i < length; i++)
            values[i] = T.CreateTruncating(random.NextDouble() * 2 - 1);
        return values;
    }

    sealed record Results<T>(T[] Output, T[] InputGradient, T[] WeightGradient, T[] BiasGradient);

    static Results<T> Compute<T>(in ConvGeometry g, T[] x, T[] w, T[] b, T[] dy)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T nan = T.NaN;
        Results<T> r = new(new T[dy.Length], new T[x.Length], new T[w.Length], new T[b.Length]);
        foreach (T[] result in (T[][])[r.Output, r.InputGradient, r.WeightGradient, r.BiasGradient])
            Array.Fill(result, nan);
        fixed (T* px = x, pw = w, pb = b, pdy = dy, po = r.Output, pdx = r.InputGradient, pdw = r.WeightGradient, pdb = r.BiasGradient)
        {
            Convolution2d.Forward(g, px, pw, pb, po);
            Convolution2d.InputGradient(g, pdy, pw, pdx);
            Convolution2d.WeightGradient(g, px, pdy, pdw);
            Convolution2d.BiasGradient(g, pdy, pdb);
        }
        return r;
    }

    sealed class Sums(long length)
    {
        public readonly double[] Value = new double[length];
        public readonly double[] Size = new double[length];
        public readonly int[] Terms = new int[length];

        public void Add(long i, double term)
        {
            Value[i] += term;
            Size[i] += Math.Abs(term);
            Terms[i]++;
        }

        // Of windows that are computed together, in tiles, the error is that of the mean window at least.
        public void Compare<T>(T[] got, string what, bool tiles = false)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            double least = tiles ? Size.Average() : 0;
            double epsilon = typeof(T) == typeof(float) ? 1.2e-7 : 2.3e-16;
            Assert.Equal(Value.Length, got.Length);
            for (int i = 0; i < got.Length; i++)
            {
                double value = double.CreateTruncating(got[i]);
                if (!(Math.Abs(value - Value[i]) <= epsilon * (4 + Math.Sqrt(Terms[i])) * Math.Max(Size[i], least)))
                    Assert.Fail($"{what}[{i}] is {value}, not {Value[i]}");
            }
        }
    }

    /// <summary>Compares each tier with the sums in double, which are made once.</summary>
    static void Check<T>(in ConvGeometry g, params SimdTier[] tiers)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] x = Draw<T>(g.Batch * g.InChannels * g.InHeight * g.InWidth, 1);
        T[] w = Draw<T>(g.OutChannels * g.InChannelsOfGroup * g.Taps, 2);
        T[] b = Draw<T>(g.OutChannels, 3);
        T[] dy = Draw<T>(g.Batch * g.OutChannels * g.OutHeight * g.OutWidth, 4);
        Sums output = new(dy.Length), inputGradient = new(x.Length), weightGradient = new(w.Length), biasGradient = new(b.Length);
        for (long n = 0; n < g.Batch; n++)
            for (long o = 0; o < g.OutChannels; o++)
                for (long i = 0; i < g.OutHeight; i++)
                    for (long j = 0; j < g.OutWidth; j++)
                    {
                        long at = ((n * g.OutChannels + o) * g.OutHeight + i) * g.OutWidth + j;
                        double upstream = double.CreateTruncating(dy[at]);
                        output.Add(at, double.CreateTruncating(b[o]));
                        biasGradient.Add(o, upstream);
                        for (long c = 0; c < g.InChannelsOfGroup; c++)
                            for (long ky = 0; ky < g.KernelHeight; ky++)
                                for (long kx = 0; kx < g.KernelWidth; kx++)
                                {
                                    long y = i * g.StrideHeight + ky * g.DilationHeight - g.PadTop;
                                    long z = j * g.StrideWidth + kx * g.DilationWidth - g.PadLeft;
                                    if (y < 0 || y >= g.InHeight || z < 0 || z >= g.InWidth)
                                        continue;
                                    long channel = o / g.OutChannelsOfGroup * g.InChannelsOfGroup + c;
                                    long from = ((n * g.InChannels + channel) * g.InHeight + y) * g.InWidth + z;
                                    long weight = ((o * g.InChannelsOfGroup + c) * g.KernelHeight + ky) * g.KernelWidth + kx;
                                    double vx = double.CreateTruncating(x[from]), vw = double.CreateTruncating(w[weight]);
                                    output.Add(at, vx * vw);
                                    inputGradient.Add(from, upstream * vw);
                                    weightGradient.Add(weight, upstream * vx);
                                }
                    }
        foreach (SimdTier tier in tiers)
        {
            Tier.Current = tier;
            Results<T> results = Compute(g, x, w, b, dy);
            string what = $"{typeof(T).Name} {Describe(g)}: ";
            bool single = typeof(T) == typeof(float);
            output.Compare(results.Output, what + "output", single && WinogradConvolution.Serve(g));
            inputGradient.Compare(results.InputGradient, what + "input gradient", single && WinogradConvolution.ServeInputGradient(g));
            weightGradient.Compare(results.WeightGradient, what + "weight gradient", single && WinogradConvolution.ServeWeightGradient(g));
            biasGradient.Compare(results.BiasGradient, what + "bias gradient");
        }
    }

    [Fact]
    public void ForwardAndGradientsMatchTheSums()
    {
        Workers.Count = 3;
        bool full = Environment.GetEnvironmentVariable("LAMINA_TESTS") == "full";
        SimdTier[] tiers = [.. Enum.GetValues<SimdTier>().Where(t => t <= Tier.Widest)];
        foreach (ConvGeometry g in Cases(full ? 2000 : 100))
        {
            Check<float>(g, tiers);
            Check<double>(g, full ? tiers : [Tier.Widest]);
        }
    }

    [Fact]
    public void BlocksOfTilesAreAddedUp() => Check<float>(Geometry(60, 32, 33, 20, 20, 3, 3, pad: 1), Tier.Current);

    [Fact]
    public void AnyNumberOfThreadsGivesTheSameBits()
    {
        foreach (ConvGeometry g in (ConvGeometry[])[
            Geometry(16, 1, 32, 28, 28, 3, 3), Geometry(2, 64, 64, 28, 28, 3, 3, pad: 1), Geometry(1, 32, 160, 20, 20, 3, 3, stride: 2, pad: 1),
            Geometry(8, 6, 16, 14, 14, 5, 5), Geometry(4, 32, 32, 20, 20, 3, 3, pad: 1, groups: 32),
            Geometry(3, 40, 70, 14, 13, 4, 4, stride: 2, pad: 1), Geometry(19, 6, 16, 14, 14, 5, 5), Geometry(6, 150, 140, 7, 7, 3, 3, pad: 1), Geometry(1, 48, 200, 16, 16, 3, 3, pad: 1)])
        {
            float[] x = Draw<float>(g.Batch * g.InChannels * g.InHeight * g.InWidth, 1);
            float[] w = Draw<float>(g.OutChannels * g.InChannelsOfGroup * g.Taps, 2);
            float[] b = Draw<float>(g.OutChannels, 3);
            float[] dy = Draw<float>(g.Batch * g.OutChannels * g.OutHeight * g.OutWidth, 4);
            Results<float>? first = null;
            foreach (int threads in (int[])[1, 2, 3, 4])
            {
                Workers.Count = threads;
                Results<float> r = Compute(g, x, w, b, dy);
                first ??= r;
                Assert.True(
                    first.Output.AsSpan().SequenceEqual(r.Output) && first.InputGradient.AsSpan().SequenceEqual(r.InputGradient)
                    && first.WeightGradient.AsSpan().SequenceEqual(r.WeightGradient) && first.BiasGradient.AsSpan().SequenceEqual(r.BiasGradient),
                    $"{Describe(g)} differs from 1 thread");
            }
        }
    }

    [Fact]
    public void ANaNPixelReachesItsWindowsOnly()
    {
        foreach (SimdTier tier in Enum.GetValues<SimdTier>().Where(t => t <= Tier.Widest))
        {
            Tier.Current = tier;
            ConvGeometry g = Geometry(1, 1, 2, 9, 9, 3, 3);
            float[] x = Draw<float>(81, 1), w = Draw<float>(18, 2), dy = Draw<float>(98, 4);
            x[8] = float.NaN; // The last column of the first line: reached by output column 6, tap column 2, tap line 0 only.
            Results<float> r = Compute(g, x, w, new float[2], dy);
            for (int o = 0; o < 2; o++)
            {
                for (int i = 0; i < 49; i++)
                    Assert.Equal(i == 6, float.IsNaN(r.Output[o * 49 + i]));
                for (int t = 0; t < 9; t++)
                    Assert.Equal(t == 2, float.IsNaN(r.WeightGradient[o * 9 + t]));
            }
            Assert.DoesNotContain(r.InputGradient, float.IsNaN);
        }
    }
}
