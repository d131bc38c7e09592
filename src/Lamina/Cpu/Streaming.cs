using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Lamina.Cpu;

/// <summary>
/// Large results go past the caches to memory: a store that goes through them first reads what it overwrites, and drives out what is needed.
/// Kernels compute a piece into scratch in the first cache, and the piece is sent from there.
/// </summary>
internal static unsafe class Streaming
{
    /// <summary>Bytes of a piece.</summary>
    public const int BytesOfPiece = 8 << 10;

    const long FewestBytes = 48 << 20;

    /// <summary>Whether a result of so many bytes goes past the caches: one that the next reader would hardly find there.</summary>
    public static bool Pays(long bytes) => bytes >= FewestBytes && Sse.IsSupported;

    /// <summary>Sends bytes to memory. The caller ends with <see cref="Finish"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Send(byte* from, byte* to, long count)
    {
        long head = Math.Min(-(nint)to & 63, count), i = head;
        Buffer.MemoryCopy(from, to, head, head);
        for (; i <= count - 64; i += 64)
        {
            if (Vector512.IsHardwareAccelerated)
                Vector512.StoreAlignedNonTemporal(Vector512.Load(from + i), to + i);
            else
            {
                Vector256.StoreAlignedNonTemporal(Vector256.Load(from + i), to + i);
                Vector256.StoreAlignedNonTemporal(Vector256.Load(from + i + 32), to + i + 32);
            }
        }

        Buffer.MemoryCopy(from + i, to + i, count - i, count - i);
    }

    /// <summary>Waits until all that was sent can be seen by other threads.</summary>
    public static void Finish()
    {
        if (Sse.IsSupported)
            Sse.StoreFence();
    }
}
