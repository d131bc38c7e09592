using System.Diagnostics;
using Lamina.TestKit;

namespace Lamina.Dashboard.Tests.Soak;

/// <summary>What the process holds at a moment.</summary>
/// <param name="Managed">Bytes of managed memory after a collection.</param>
/// <param name="Pool">Bytes of the pool of tensors.</param>
/// <param name="Unmanaged">Bytes of the working set but what the collector holds: that grows by whole regions of 4 MB, and what lives in them is measured for itself.</param>
/// <param name="Handles">Open handles.</param>
sealed record Standing(long Managed, long Pool, long Unmanaged, int Handles)
{
    public static Standing Now() =>
        new(GC.GetTotalMemory(forceFullCollection: true), OwnProcess.PooledMemory(), OwnProcess.WorkingSet() - GC.GetGCMemoryInfo().TotalCommittedBytes, CountHandles());

    static int CountHandles()
    {
        if (OperatingSystem.IsLinux())
            return Directory.EnumerateFileSystemEntries("/proc/self/fd").Count(handle => !IsAssembly(handle));
        using Process process = Process.GetCurrentProcess();
        return process.HandleCount;
    }

    // An assembly is opened when something of it is used first, some epochs late, and stays.
    static bool IsAssembly(string handle) => new FileInfo(handle).LinkTarget?.EndsWith(".dll", StringComparison.Ordinal) == true;
}
