using System.Runtime.InteropServices;

namespace Lamina.Memory;

/// <summary>Native memory from the system. Large pieces ask for huge pages, where Linux has them: far fewer entries of the address translation then cover a matrix.</summary>
internal static unsafe partial class SystemMemory
{
    const int CacheLine = 64;
    const nuint HugePage = 2 << 20;

    // Less would not fill one.
    const nuint LeastForHugePages = HugePage;

    const int AdviseHugePages = 14;

    static bool s_hasHugePages = OperatingSystem.IsLinux();

    /// <summary>At least <paramref name="bytes"/> bytes, aligned to a cache line.</summary>
    /// <exception cref="OutOfMemoryException">The system has no such memory.</exception>
    public static void* Allocate(nuint bytes)
    {
        if (bytes < LeastForHugePages || !s_hasHugePages)
            return NativeMemory.AlignedAlloc(bytes, CacheLine);
        void* start = NativeMemory.AlignedAlloc(bytes, HugePage);
        try
        {
            // Whether the system listens makes no difference but to the time.
            _ = Advise(start, bytes, AdviseHugePages);
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            s_hasHugePages = false;
        }

        return start;
    }

    /// <summary>Gives back what <see cref="Allocate"/> gave; null is nothing.</summary>
    public static void Free(void* start) => NativeMemory.AlignedFree(start);

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(void* start, nuint bytes, int advice);
}
