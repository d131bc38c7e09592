using System.Text.Json.Nodes;

namespace Lamina.Benchmarks.Kernels;

/// <summary>A single operation on given sizes.</summary>
/// <param name="Name">Its name, with its sizes behind a hyphen.</param>
/// <param name="Spec">The same for a peer.</param>
/// <param name="Make">Makes its inputs and gives the step.</param>
sealed record Kernel(string Name, JsonObject Spec, Func<Func<Tensor[], Tensor>> Make)
{
    /// <summary>All kernels, in the order of the table.</summary>
    public static IReadOnlyList<Kernel> All { get; } = [];
}
