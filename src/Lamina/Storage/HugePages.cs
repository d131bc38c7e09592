using System.Runtime.InteropServices;

namespace Lamina.Storage;

/// <summary>
/// Asks the system for pages of 2 MiB under large blocks, where it gives them only on request (Linux): a pass over planes of a few kilobytes,
/// each far from the last, otherwise looks up an address for nearly every one.
/// </summary>
internal static unsafe partial class HugePages
{
    /// <summary>Bytes of a page.</summary>
    public const long Size = 2 << 20;

    const int Huge = 14;

    static bool s_unavailable = !OperatingSystem.IsLinux();

    /// <summary>How a block of a size is to be aligned.</summary>
    public static long AlignmentOf(long bytes) => bytes >= 2 * Size && !s_unavailable ? Size : 64;

    /// <summary>Asks for large pages under a block aligned so; what does not fill one keeps small ones.</summary>
    public static void Advise(void* start, long bytes)
    {
        if (AlignmentOf(bytes) != Size)
            return;
        try
        {
            // A refusal changes nothing but speed.
            _ = MemoryAdvise(start, (nuint)(bytes / Size * Size), Huge);
        }
        catch (Exception error) when (error is DllNotFoundException or EntryPointNotFoundException)
        {
            s_unavailable = true;
        }
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    internal static partial int MemoryAdvise(void* start, nuint bytes, int advice);
}
