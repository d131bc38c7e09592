using Lamina.Ops;

namespace Lamina.Benchmarks.Kernels;

/// <summary>Looking vectors up in a table, and adding their gradients up.</summary>
static class EmbeddingKernels
{
    public static IEnumerable<Kernel> All =>
    [
        Gather(20000, 128, 6400), Gather(65, 384, 1024), Gradient(20000, 128, 6400), Gradient(65, 384, 1024),
    ];

    static Kernel Gather(long rows, long columns, long count) => new(
        $"embedding-{rows}x{columns}-{count}",
        Spec("embedding", rows, columns, count),
        () =>
        {
            Tensor table = Kernel.Numbers(1, rows, columns), index = Index(rows, count);
            return () => table.IndexSelect(0, index);
        });

    static Kernel Gradient(long rows, long columns, long count) => new(
        $"embedding-gradient-{rows}x{columns}-{count}",
        Spec("embedding_gradient", rows, columns, count),
        () =>
        {
            Tensor upstream = Kernel.Numbers(1, count, columns), index = Index(rows, count);
            return () => IndexSum.Run(rows, 0, upstream, index);
        });

    static Tensor Index(long rows, long count) => Tensor.RandInt([count], 0, rows, generator: new Generator(2));

    static System.Text.Json.Nodes.JsonObject Spec(string op, long rows, long columns, long count) =>
        new() { ["op"] = op, ["rows"] = rows, ["columns"] = columns, ["count"] = count };
}
