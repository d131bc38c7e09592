namespace Lamina.Benchmarks.Kernels;

/// <summary>Matrix products: squares, tall, wide, deep and small ones, and transposed operands.</summary>
static class MatMulKernels
{
    public static IEnumerable<Kernel> All =>
    [
        .. ((int[])[64, 128, 256, 512, 1024, 2048, 4096]).Select(size => Of($"{size}", 1, size, size, size)),
        Of("tn-1024", 1, 1024, 1024, 1024, turnedA: true),
        Of("nt-1024", 1, 1024, 1024, 1024, turnedB: true),
        Of("tt-1024", 1, 1024, 1024, 1024, turnedA: true, turnedB: true),
        Of("prime-1021", 1, 1021, 1021, 1021),
        Of("tall-16384x64x64", 1, 16384, 64, 64),
        Of("wide-64x64x16384", 1, 64, 64, 16384),
        Of("deep-64x16384x64", 1, 64, 16384, 64),
        Of("small-32x784x64", 1, 32, 784, 64),
        Of("small-32x64x10", 1, 32, 64, 10),
        Of("row-1x1024x1024", 1, 1, 1024, 1024),
        Of("gpt-768x128x512", 1, 768, 128, 512),
        Of("batch-48-64x32x64", 48, 64, 32, 64, turnedB: true),
        Of("batch-24-256x64x256", 24, 256, 64, 256, turnedB: true),
    ];

    static Kernel Of(string sizes, long count, long m, long k, long n, bool turnedA = false, bool turnedB = false) => new(
        $"matmul-{sizes}",
        new() { ["op"] = "matmul", ["count"] = count, ["m"] = m, ["k"] = k, ["n"] = n, ["turned_a"] = turnedA, ["turned_b"] = turnedB },
        () =>
        {
            Tensor a = Operand(1, count, m, k, turnedA), b = Operand(2, count, k, n, turnedB);
            return () => a.MatMul(b);
        });

    // A turned operand is a view of one that lies the other way in memory.
    static Tensor Operand(int seed, long count, long rows, long columns, bool turned)
    {
        long[] sizes = turned ? [columns, rows] : [rows, columns];
        Tensor values = Kernel.Numbers(seed, count == 1 ? sizes : [count, .. sizes]);
        return turned ? values.Transpose(-2, -1) : values;
    }
}
