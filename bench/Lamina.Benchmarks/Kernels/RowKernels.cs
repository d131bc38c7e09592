using Lamina.NN;

namespace Lamina.Benchmarks.Kernels;

/// <summary>Softmax and layer normalization over rows: those of the networks, and arrays beyond 64 MB.</summary>
static class RowKernels
{
    public static IEnumerable<Kernel> All =>
    [
        Softmax(32, 10), Softmax(3072, 64), Softmax(6144, 256), Softmax(24576, 1024),
        LayerNorm(768, 128), LayerNorm(1024, 384), LayerNorm(24576, 1024),
    ];

    static Kernel Softmax(long rows, long columns) => new(
        $"softmax-{rows}x{columns}",
        new() { ["op"] = "softmax", ["rows"] = rows, ["columns"] = columns },
        () =>
        {
            Tensor x = Kernel.Numbers(1, rows, columns);
            return () => x.Softmax(-1);
        });

    static Kernel LayerNorm(long rows, long columns) => new(
        $"layernorm-{rows}x{columns}",
        new() { ["op"] = "layernorm", ["rows"] = rows, ["columns"] = columns },
        () =>
        {
            Tensor x = Kernel.Numbers(1, rows, columns);
            LayerNorm layer = new([columns]);
            return () =>
            {
                using (Gradients.Off())
                    return layer.Forward(x);
            };
        });
}
