using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Lamina.Recipes;

/// <summary>What <c>environment.json</c> of a run folder holds: where the run began.</summary>
/// <param name="Started">When.</param>
/// <param name="Version">The version of Lamina.</param>
/// <param name="Runtime">The version of .NET.</param>
/// <param name="Platform">The operating system.</param>
/// <param name="Architecture">The processor's family.</param>
/// <param name="Cores">How many cores the process has.</param>
/// <param name="VectorBits">The widest vectors of the processor that .NET uses.</param>
/// <param name="MemoryMiB">Memory that the process may use.</param>
public sealed record RunEnvironment(DateTimeOffset Started, string Version, string Runtime, string Platform, string Architecture, int Cores, int VectorBits, long MemoryMiB)
{
    /// <summary>This process.</summary>
    public static RunEnvironment Now() => new(
        DateTimeOffset.UtcNow,
        typeof(RunEnvironment).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown",
        RuntimeInformation.FrameworkDescription,
        RuntimeInformation.OSDescription,
        RuntimeInformation.ProcessArchitecture.ToString(),
        Environment.ProcessorCount,
        Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128,
        GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 20);
}
