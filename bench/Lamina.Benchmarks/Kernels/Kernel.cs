using System.Text.Json.Nodes;

namespace Lamina.Benchmarks.Kernels;

/// <summary>A single operation on given sizes.</summary>
/// <param name="Name">Its kind, then its sizes behind a hyphen.</param>
/// <param name="Spec">The same for a peer, which looks up <c>op</c> and takes the sizes by name.</param>
/// <param name="Make">Makes its inputs and gives the step.</param>
sealed record Kernel(string Name, JsonObject Spec, Func<Func<Tensor>> Make)
{
    /// <summary>All kernels, in the order of the table.</summary>
    public static IReadOnlyList<Kernel> All { get; } =
        [.. MatMulKernels.All, .. ConvolutionKernels.All, .. RowKernels.All, .. ElementKernels.All, .. EmbeddingKernels.All, .. UpdateKernels.All];

    /// <summary>Normal numbers, the same for the same seed.</summary>
    public static Tensor Numbers(int seed, params ReadOnlySpan<long> sizes) => Tensor.Normal([.. sizes], 0, 1, generator: new Generator(seed));
}
