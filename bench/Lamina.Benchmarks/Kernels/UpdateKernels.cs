using Lamina.NN;

namespace Lamina.Benchmarks.Kernels;

/// <summary>An update of Adam over one parameter: in cache, and beyond 64 MB.</summary>
static class UpdateKernels
{
    public static IEnumerable<Kernel> All => [Of("64KiB", 16 << 10), Of("4MiB", 1 << 20), Of("96MiB", 24 << 20)];

    static Kernel Of(string size, long count) => new($"adam-{size}", new() { ["op"] = "adam", ["count"] = count }, () =>
    {
        Parameter parameter = new(Kernel.Numbers(1, count)) { Grad = Kernel.Numbers(2, count) };
        Adam adam = new([parameter]);
        return () =>
        {
            adam.Step();
            return parameter.Value;
        };
    });
}
