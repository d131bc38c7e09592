using System.Numerics;
using Lamina.Cpu;
using Lamina.Cpu.Pooling;
using Lamina.Simd;

namespace Lamina.Tests.Cpu;

[Collection("Cpu")]
public sealed unsafe class Pooling2dTests : IDisposable
{
    readonly int _threads = Workers.Count;
    readonly SimdTier _tier = Tier.Current;

    public void Dispose()
    {
        Workers.Count = _threads;
        Tier.Current = _tier;
    }

    static IEnumerable<PoolGeometry> Cases(bool dilated)
    {
        foreach ((long planes, long height, long width, long kernel, long stride, long pad) in ((long, long, long, long, long, long)[])[
            (6, 26, 26, 2, 2, 0), (3, 28, 28, 2, 2, 0), (2, 112, 112, 3, 2, 1), (2, 9, 70, 3, 1, 1), (5, 7, 7, 7, 7, 0), (2, 40, 40, 40, 1, 0),
            (1, 1, 1, 1, 1, 0), (3, 5, 67, 2, 2, 0), (2, 6, 100, 3, 3, 1), (0, 4, 4, 2, 2, 0), (1, 2, 2, 3, 1, 0), (200, 10, 10, 2, 2, 0)])
            foreach (bool ceil in (bool[])[false, true])
                yield return new()
                {
                    Planes = planes,
                    InHeight = height,
                    InWidth = width,
                    KernelHeight = kernel,
                    KernelWidth = kernel,
                    StrideHeight = stride,
                    StrideWidth = stride,
                    PadTop = pad,
                    PadLeft = pad,
                    PadBottom = pad,
                    PadRight = pad,
                    CeilMode = ceil,
                };
        Random draw = new(5);
        for (int i = 0; i < 150; i++)
            yield return new()
            {
                Planes = draw.Next(1, 6),
                InHeight = draw.Next(1, 20),
                InWidth = draw.Next(1, 80),
                KernelHeight = draw.Next(2, 5),
                KernelWidth = draw.Next(2, 5),
                StrideHeight = draw.Next(1, 4),
                StrideWidth = draw.Next(1, 4),
                PadTop = draw.Next(0, 2),
                PadLeft = draw.Next(0, 2),
                PadBottom = draw.Next(0, 2),
                PadRight = draw.Next(0, 2),
                DilationHeight = dilated ? draw.Next(1, 3) : 1,
                DilationWidth = dilated ? draw.Next(1, 3) : 1,
                CeilMode = draw.Next(2) == 0,
                CountIncludePad = draw.Next(2) == 0,
            };
    }

    static string Describe(in PoolGeometry g)
        => $"planes {g.Planes} image {g.InHeight}x{g.InWidth} kernel {g.KernelHeight}x{g.KernelWidth} stride {g.StrideHeight},{g.StrideWidth} "
            + $"pad {g.PadTop},{g.PadLeft},{g.PadBottom},{g.PadRight} dilation {g.DilationHeight},{g.DilationWidth} ceil {g.CeilMode} "
            + $"countPad {g.CountIncludePad}, {Tier.Current}, {Workers.Count} threads";

    static T[] Draw<T>(long length, int seed, bool special)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Random random = new(seed);
        T[] values = new T[length];
        for (long i = 0; i < length; i++)
            values[i] = special && random.Next(40) == 0
                ? (random.Next(3) switch { 0 => T.NaN, 1 => T.NegativeInfinity, _ => T.PositiveInfinity })
                : T.CreateTruncating(random.Next(special ? 10 : 1_000_000) / 7.0 - 1);
        return values;
    }

    static void CheckMax<T>(in PoolGeometry g)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] x = Draw<T>(g.Planes * g.InHeight * g.InWidth, 1, special: true);
        long outputs = g.OutHeight * g.OutWidth;
        T[] y = new T[g.Planes * outputs], dx = new T[x.Length];
        T[] dy = Draw<T>(y.Length, 2, special: false);
        int[] indices = new int[y.Length];
        T[] withoutIndices = new T[y.Length];
        fixed (T* px = x, py = y, pdx = dx, pdy = dy, pw = withoutIndices)
        fixed (int* pi = indices)
        {
            Pooling2d.MaxForward(g, px, py, pi);
            Pooling2d.MaxForward(g, px, pw, null);
            Pooling2d.MaxBackward(g, pdy, pi, pdx);
        }
        double[] expectedGradient = new double[x.Length];
        for (long p = 0; p < g.Planes; p++)
            for (long i = 0; i < g.OutHeight; i++)
                for (long j = 0; j < g.OutWidth; j++)
                {
                    T best = T.NegativeInfinity;
                    long index = -1;
                    for (long ky = 0; ky < g.KernelHeight; ky++)
                        for (long kx = 0; kx < g.KernelWidth; kx++)
                        {
                            long line = i * g.StrideHeight - g.PadTop + ky * g.DilationHeight;
                            long column = j * g.StrideWidth - g.PadLeft + kx * g.DilationWidth;
                            if (line < 0 || line >= g.InHeight || column < 0 || column >= g.InWidth)
                                continue;
                            T value = x[(p * g.InHeight + line) * g.InWidth + column];
                            if (index < 0 || value > best || (T.IsNaN(value) && !T.IsNaN(best)))
                                (best, index) = (value, line * g.InWidth + column);
                        }
                    long at = p * outputs + i * g.OutWidth + j;
                    if (!y[at].Equals(best) || !withoutIndices[at].Equals(best) || indices[at] != index)
                        Assert.Fail($"{typeof(T).Name} {Describe(g)}: max of plane {p} at {i}, {j} is {y[at]} from {indices[at]}, not {best} from {index}");
                    if (index >= 0)
                        expectedGradient[p * g.InHeight * g.InWidth + index] += double.CreateTruncating(dy[at]);
                }
        Compare(expectedGradient, dx, $"max gradient {Describe(g)}");
    }

    static void CheckAverage<T>(in PoolGeometry g)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] x = Draw<T>(g.Planes * g.InHeight * g.InWidth, 1, special: false);
        long outputs = g.OutHeight * g.OutWidth;
        T[] y = new T[g.Planes * outputs], dx = new T[x.Length];
        T[] dy = Draw<T>(y.Length, 2, special: false);
        fixed (T* px = x, py = y, pdx = dx, pdy = dy)
        {
            Pooling2d.AverageForward(g, px, py);
            Pooling2d.AverageBackward(g, pdy, pdx);
        }
        double[] expected = new double[y.Length], expectedGradient = new double[x.Length];
        for (long p = 0; p < g.Planes; p++)
            for (long i = 0; i < g.OutHeight; i++)
                for (long j = 0; j < g.OutWidth; j++)
                {
                    long at = p * outputs + i * g.OutWidth + j;
                    int count = 0;
                    List<long> taps = [];
                    for (long ky = 0; ky < g.KernelHeight; ky++)
                        for (long kx = 0; kx < g.KernelWidth; kx++)
                        {
                            long line = i * g.StrideHeight - g.PadTop + ky, column = j * g.StrideWidth - g.PadLeft + kx;
                            bool inside = line >= 0 && line < g.InHeight && column >= 0 && column < g.InWidth;
                            bool padded = line < g.InHeight + g.PadBottom && column < g.InWidth + g.PadRight;
                            if (inside || (g.CountIncludePad && padded))
                                count++;
                            if (inside)
                                taps.Add((p * g.InHeight + line) * g.InWidth + column);
                        }
                    expected[at] = taps.Sum(t => double.CreateTruncating(x[t])) / count;
                    foreach (long tap in taps)
                        expectedGradient[tap] += double.CreateTruncating(dy[at]) / count;
                }
        Compare(expected, y, $"average {Describe(g)}");
        Compare(expectedGradient, dx, $"average gradient {Describe(g)}");
    }

    static void Compare<T>(double[] expected, T[] got, string what)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double epsilon = typeof(T) == typeof(float) ? 1e-5 : 1e-13;
        for (int i = 0; i < got.Length; i++)
        {
            double value = double.CreateTruncating(got[i]);
            if (!(Math.Abs(value - expected[i]) <= epsilon * (1 + Math.Abs(expected[i]))))
                Assert.Fail($"{typeof(T).Name} {what}: element {i} is {value}, not {expected[i]}");
        }
    }

    [Fact]
    public void MaxMatchesPlainLoops()
    {
        foreach (SimdTier tier in Enum.GetValues<SimdTier>().Where(t => t <= Tier.Widest))
        {
            Tier.Current = tier;
            Workers.Count = 3;
            foreach (PoolGeometry g in Cases(dilated: true))
            {
                CheckMax<float>(g);
                CheckMax<double>(g);
            }
        }
    }

    [Fact]
    public void AverageMatchesPlainLoops()
    {
        foreach (SimdTier tier in Enum.GetValues<SimdTier>().Where(t => t <= Tier.Widest))
        {
            Tier.Current = tier;
            Workers.Count = 2;
            foreach (PoolGeometry g in Cases(dilated: false))
            {
                // Without counted padding a window of padding alone has no mean.
                if (!g.CountIncludePad && (g.PadTop >= g.KernelHeight || g.InHeight + g.PadBottom < g.KernelHeight))
                    continue;
                CheckAverage<float>(g);
                CheckAverage<double>(g);
            }
        }
    }

    [Fact]
    public void OutputSizesFollowTheRule()
    {
        // The last window of ceil mode must begin inside the image or the padding before it.
        Assert.Equal((2, 3), Sizes(5, 2, 2, 0));
        Assert.Equal((3, 3), Sizes(6, 2, 2, 0));
        Assert.Equal((56, 57), Sizes(112, 3, 2, 1));
        Assert.Equal((1, 1), Sizes(1, 2, 2, 1));
        Assert.Equal((0, 0), Sizes(2, 3, 1, 0));

        static (long, long) Sizes(long size, long kernel, long stride, long pad)
        {
            PoolGeometry g = new() { InWidth = size, KernelWidth = kernel, StrideWidth = stride, PadLeft = pad, PadRight = pad };
            long floor = g.OutWidth;
            g.CeilMode = true;
            return (floor, g.OutWidth);
        }
    }
}
