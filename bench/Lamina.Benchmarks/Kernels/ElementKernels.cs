namespace Lamina.Benchmarks.Kernels;

/// <summary>A chain of elementwise operations, relu(x·y + z)·0.5, one exponential function, and a sum: in the first cache, in the last one, beyond 64 MB.</summary>
static class ElementKernels
{
    static readonly (string Name, long Count)[] Sizes = [("16KiB", 4 << 10), ("1MiB", 256 << 10), ("96MiB", 24 << 20)];

    public static IEnumerable<Kernel> All =>
    [
        .. Sizes.Select(size => Of("chain", size, count =>
        {
            Tensor x = Kernel.Numbers(1, count), y = Kernel.Numbers(2, count), z = Kernel.Numbers(3, count);
            return () => ((x * y) + z).Relu() * 0.5;
        })),
        .. Sizes.Select(size => Of("gelu", size, count =>
        {
            Tensor x = Kernel.Numbers(1, count);
            return () => x.Gelu();
        })),
        .. Sizes.Select(size => Of("sum", size, count =>
        {
            Tensor x = Kernel.Numbers(1, count);
            return () => x.Sum();
        })),
    ];

    static Kernel Of(string op, (string Name, long Count) size, Func<long, Func<Tensor>> make) =>
        new($"{op}-{size.Name}", new() { ["op"] = op, ["count"] = size.Count }, () => make(size.Count));
}
