using System.Numerics;
using Lamina.Cpu;
using Lamina.Cpu.Products;
using Lamina.Simd;

namespace Lamina.Tests.Cpu;

[Collection("Cpu")]
public sealed unsafe class MatrixProductTests : IDisposable
{
    readonly int _threads = Workers.Count;
    readonly SimdTier _tier = Tier.Current;

    public void Dispose()
    {
        Workers.Count = _threads;
        Tier.Current = _tier;
    }

    static bool Full => Environment.GetEnvironmentVariable("LAMINA_TESTS") == "full";

    static SimdTier[] Tiers
        => [.. Enum.GetValues<SimdTier>().Where(t => t <= Tier.Widest)];

    /// <summary>One product with its operands' layouts; every buffer is exactly as long as needed and C lies between guards.</summary>
    sealed class Case<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        const int Guard = 64;

        public int M, N, K, Batch = 1;
        public char LayoutA = 'n', LayoutB = 'n', LayoutC = 'n';
        public bool Accumulate, ColumnBias, RowBias, SharedB;

        public override string ToString()
            => $"{typeof(T).Name} batch {Batch} m {M} n {N} k {K} A {LayoutA} B {LayoutB} C {LayoutC} accumulate {Accumulate} columnBias {ColumnBias} rowBias {RowBias} sharedB {SharedB}, {Tier.Current}, {Workers.Count} threads";

        // n: rows contiguous; t: columns contiguous; p: rows with padding; s: both strides above one.
        static (long Row, long Column, long Length) Strides(char layout, long rows, long columns)
        {
            (long row, long column) = layout switch
            {
                'n' => (columns, 1L),
                't' => (1L, rows),
                'p' => (columns + 5, 1L),
                _ => (2 * columns + 3, 2L),
            };
            long length = rows == 0 || columns == 0 ? 0 : (rows - 1) * row + (columns - 1) * column + 1;
            return (row, column, length);
        }

        static T[] Random(long length, int seed)
        {
            Random random = new(seed);
            T[] values = new T[length];
            for (long i = 0; i < length; i++)
                values[i] = T.CreateTruncating(random.NextDouble() * 2 - 1);
            return values;
        }

        public T[] Run()
        {
            (long rsA, long csA, long lenA) = Strides(LayoutA, M, K);
            (long rsB, long csB, long lenB) = Strides(LayoutB, K, N);
            (long rsC, long csC, long lenC) = Strides(LayoutC, M, N);
            T[] a = Random(lenA * Batch, 1), b = Random(SharedB ? lenB : lenB * Batch, 2), c = Random(lenC * Batch + 2 * Guard, 3);
            T[] columnBias = Random(N, 4), rowBias = Random(M, 5);
            T[] before = [.. c];
            fixed (T* pa = a, pb = b, pc = c, pcb = columnBias, prb = rowBias)
            {
                MatrixProduct.RunBatch(
                    Batch, M, N, K, new MatrixView<T>(pa, rsA, csA), lenA, new MatrixView<T>(pb, rsB, csB), SharedB ? 0 : lenB,
                    new MatrixView<T>(pc + Guard, rsC, csC), lenC,
                    Accumulate, ColumnBias ? pcb : null, RowBias ? prb : null);
            }
            bool[] written = new bool[c.Length];
            double epsilon = typeof(T) == typeof(float) ? 1.2e-7 : 2.3e-16;
            for (int item = 0; item < Batch; item++)
                for (int i = 0; i < M; i++)
                    for (int j = 0; j < N; j++)
                    {
                        long at = Guard + item * lenC + i * rsC + j * csC;
                        double sum = 0, size = 0;
                        for (int k = 0; k < K; k++)
                        {
                            double term = double.CreateTruncating(a[item * lenA + i * rsA + k * csA])
                                * double.CreateTruncating(b[(SharedB ? 0 : item * lenB) + k * rsB + j * csB]);
                            sum += term;
                            size += Math.Abs(term);
                        }
                        if (Accumulate)
                            sum += double.CreateTruncating(before[at]);
                        if (ColumnBias)
                            sum += double.CreateTruncating(columnBias[j]);
                        if (RowBias)
                            sum += double.CreateTruncating(rowBias[i]);
                        double got = double.CreateTruncating(c[at]);
                        double bound = epsilon * (4 + Math.Sqrt(K)) * (size + 3);
                        if (!(Math.Abs(got - sum) <= bound))
                            Assert.Fail($"{this}: C[{item}, {i}, {j}] is {got}, not {sum}");
                        written[at] = true;
                    }
            for (int i = 0; i < c.Length; i++)
                if (!written[i] && c[i] != before[i])
                    Assert.Fail($"{this}: element {i - Guard} of {lenC * Batch} was written");
            return c;
        }
    }

    static void Check<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int[] sizes = [0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 23, 31, 33, 47, 48, 49, 64, 97];
        Random random = new(7);
        string layouts = "ntps";
        foreach (SimdTier tier in Tiers)
        {
            Tier.Current = tier;
            Workers.Count = 3;
            // Every size as each of the three, the other two and all else drawn.
            for (int round = 0; round < (Full ? 40 : 4); round++)
                foreach (int size in sizes)
                    for (int which = 0; which < 3; which++)
                    {
                        int Draw() => sizes[random.Next(sizes.Length)];
                        new Case<T>
                        {
                            M = which == 0 ? size : Draw(),
                            N = which == 1 ? size : Draw(),
                            K = which == 2 ? size : Draw(),
                            LayoutA = layouts[random.Next(4)],
                            LayoutB = layouts[random.Next(4)],
                            LayoutC = layouts[random.Next(4)],
                            Accumulate = random.Next(2) == 0,
                            ColumnBias = random.Next(3) == 0,
                            RowBias = random.Next(3) == 0,
                            Batch = random.Next(4) == 0 ? 3 : 1,
                            SharedB = random.Next(2) == 0,
                        }.Run();
                    }
            foreach ((int m, int n, int k) in ((int, int, int)[])[
                (129, 145, 257), (300, 50, 700), (3, 200, 1031), (1, 1000, 513), (600, 1, 400), (10, 9, 6000), (257, 97, 384), (64, 1024, 33)])
                foreach (char layout in "nt")
                    foreach (char layoutB in "nt")
                        new Case<T> { M = m, N = n, K = k, LayoutA = layout, LayoutB = layoutB, ColumnBias = true, Accumulate = layout == 't' }.Run();
        }
    }

    /// <summary>Sizes at which B is packed once for all grains, in one slab and in several.</summary>
    [Fact]
    public void LargeProductsMatchTheSum()
    {
        Workers.Count = 3;
        foreach (SimdTier tier in (SimdTier[])[SimdTier.Vector128, Tier.Widest])
        {
            Tier.Current = tier;
            foreach (char layout in "ntps")
                new Case<float> { M = 200, N = 401, K = 600, LayoutA = layout, LayoutB = layout, Accumulate = layout == 'p', ColumnBias = true, RowBias = true }.Run();
            new Case<float> { Batch = 3, M = 150, N = 400, K = 400, SharedB = true, LayoutA = 'p', RowBias = true }.Run();
            new Case<double> { M = 150, N = 130, K = 1100, LayoutA = 't' }.Run();
        }
        new Case<float> { M = 131, N = 1500, K = 1520, ColumnBias = true }.Run();
    }

    [Fact]
    public void SingleMatchesTheSum() => Check<float>();

    [Fact]
    public void DoubleMatchesTheSum() => Check<double>();

    [Fact]
    public void AnyNumberOfThreadsGivesTheSameBits()
    {
        foreach (SimdTier tier in (SimdTier[])[SimdTier.Scalar, Tier.Widest])
        {
            Tier.Current = tier;
            foreach ((int m, int n, int k, int batch) in ((int, int, int, int)[])[
                (130, 200, 300, 1), (200, 300, 600, 1), (16, 9, 9000, 1), (4, 700, 300, 1), (33, 35, 37, 20), (10, 64, 5000, 3)])
                foreach (char layout in "nt")
                {
                    float[]? first = null;
                    foreach (int threads in (int[])[1, 2, 3, 4])
                    {
                        Workers.Count = threads;
                        float[] c = new Case<float> { M = m, N = n, K = k, Batch = batch, LayoutB = layout, RowBias = true }.Run();
                        first ??= c;
                        Assert.True(first.AsSpan().SequenceEqual(c), $"m {m} n {n} k {k} {layout} {tier}: {threads} threads differ from 1");
                    }
                }
        }
    }

    [Fact]
    public void NaNAndInfinityPropagateAndPaddingDoesNot()
    {
        foreach (SimdTier tier in Tiers)
        {
            Tier.Current = tier;
            const int m = 9, n = 19, k = 40;
            float[] a = new float[m * k], b = new float[k * n], c = new float[m * n];
            Array.Fill(a, 1);
            Array.Fill(b, 1);
            a[3 * k + 5] = float.NaN;
            b[7 * n + 18] = float.PositiveInfinity;
            Array.Fill(c, float.NaN);
            fixed (float* pa = a, pb = b, pc = c)
                MatrixProduct.Run<float>(m, n, k, new(pa, k, 1), new(pb, n, 1), new(pc, n, 1));
            for (int i = 0; i < m; i++)
                for (int j = 0; j < n; j++)
                    Assert.Equal(i == 3 ? float.NaN : j == 18 ? float.PositiveInfinity : k, c[i * n + j]);
        }
    }

    readonly struct Doubling : IProductEpilogue<float>
    {
        public static bool IsEmpty => false;

        public void Apply(float* tile, long rowStride, long batch, long row, long column, int rows, int columns)
        {
            for (int i = 0; i < rows; i++)
                for (int j = 0; j < columns; j++)
                    tile[i * rowStride + j] = 2 * tile[i * rowStride + j] + batch * 1000 + (row + i) * 10 + column + j;
        }
    }

    [Fact]
    public void EpilogueSeesEveryElementOnce()
    {
        foreach (SimdTier tier in Tiers)
        {
            Tier.Current = tier;
            foreach ((int m, int n, int k) in ((int, int, int)[])[(20, 70, 30), (3, 50, 64), (5, 7, 4000), (100, 130, 800)])
                foreach (bool transposed in (bool[])[false, true])
                {
                    float[] a = new float[2 * m * k], b = new float[k * n], c = new float[2 * m * n];
                    Array.Fill(a, 1);
                    Array.Fill(b, 0.5f);
                    fixed (float* pa = a, pb = b, pc = c)
                        MatrixProduct.RunBatch<float, Doubling>(
                            2, m, n, k, new(pa, k, 1), m * k, transposed ? new(pb, 1, k) : new(pb, n, 1), 0, new(pc, n, 1), m * n,
                            false, null, null, default);
                    for (int item = 0; item < 2; item++)
                        for (int i = 0; i < m; i++)
                            for (int j = 0; j < n; j++)
                                Assert.Equal(k + item * 1000 + i * 10 + j, c[(item * m + i) * n + j]);
                }
        }
    }
}
