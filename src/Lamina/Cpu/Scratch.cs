using System.Runtime.CompilerServices;
using Lamina.Memory;

namespace Lamina.Cpu;

/// <summary>What a thread's scratch memory is used for. Kernels that may run inside one another use different slots.</summary>
internal enum ScratchSlot
{
    /// <summary>Packed block of the left operand of a matrix product.</summary>
    PackedA,

    /// <summary>Packed panel of the right operand of a matrix product.</summary>
    PackedB,

    /// <summary>Packed slab of the right operand of a matrix product; held by the caller, read by all grains.</summary>
    ProductPanels,

    /// <summary>Output tile of a matrix product on its way to a strided destination.</summary>
    ProductTile,

    /// <summary>Partial results of a matrix product that splits its sum; held by the caller, written by all grains.</summary>
    ProductPartials,

    /// <summary>Partial results of a convolution's gradient; held by the caller, written by all grains.</summary>
    ConvPartials,

    /// <summary>Rearranged weights or images of a convolution; held by the caller, read by all grains.</summary>
    ConvShared,

    /// <summary>A grain's own rearranged piece in a convolution or pooling kernel.</summary>
    ConvTile,

    /// <summary>Where each term of a convolution begins; held by the caller, read by all grains.</summary>
    Offsets,

    /// <summary>The positions of a convolution's kernel; held by the caller, read by all grains.</summary>
    ConvTaps,

    /// <summary>Scores of a block of attention's queries, and their gradients; in the hands of a grain that runs matrix products.</summary>
    Attention0,

    /// <inheritdoc cref="Attention0"/>
    Attention1,

    /// <summary>Tiles of a chain of elementwise ops.</summary>
    Fused,

    /// <summary>For kernels that call none of the above.</summary>
    Kernel0,

    /// <summary>For kernels that call none of the above.</summary>
    Kernel1,

    /// <summary>For kernels that call none of the above.</summary>
    Kernel2,

    /// <summary>For kernels that call none of the above.</summary>
    Kernel3,
}

/// <summary>
/// Native memory of each thread, 64-byte aligned, that grows and is kept until the thread ends, so that kernels
/// allocate nothing in steady state. Its contents are undefined at each <see cref="Get"/>.
/// </summary>
internal static unsafe class Scratch
{
    const int Slots = (int)ScratchSlot.Kernel3 + 1;

    [ThreadStatic] static Blocks? t_blocks;

    /// <summary>At least <paramref name="bytes"/> bytes, valid until the same thread asks for more in the same slot.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void* Get(ScratchSlot slot, long bytes)
    {
        Blocks? blocks = t_blocks;
        return blocks is not null && blocks.Size[(int)slot] >= bytes ? blocks.Start[(int)slot] : Grow(slot, bytes);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void* Grow(ScratchSlot slot, long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        Blocks blocks = t_blocks ??= new Blocks();
        int i = (int)slot;
        // Half as much again, in whole pages, so that a slowly growing demand does not reallocate each time.
        long size = (Math.Max(bytes, blocks.Size[i] + blocks.Size[i] / 2) + 4095) & ~4095L;
        void* start = SystemMemory.Allocate((nuint)size);
        SystemMemory.Free(blocks.Start[i]);
        blocks.Start[i] = start;
        blocks.Size[i] = size;
        return start;
    }

    /// <summary>The blocks of one thread. Its finalizer runs after the thread has ended, when nobody can use them.</summary>
    sealed class Blocks
    {
        public readonly void*[] Start = new void*[Slots];
        public readonly long[] Size = new long[Slots];

        ~Blocks()
        {
            foreach (void* start in Start)
                SystemMemory.Free(start);
        }
    }
}
