using System.Runtime.InteropServices;
using Lamina.Memory;

namespace Lamina.Storage;

/// <summary>A piece of native memory, aligned to 64 bytes, that the pool lends out again and again.</summary>
internal sealed unsafe class Block
{
    // Weak, so that the pool learns of an owner that was let go without a finalizer; kept for the life of the block.
    readonly WeakGCHandle<Buffer> _owner = new(null!);

    Block(int sizeClass, void* pointer)
    {
        SizeClass = sizeClass;
        Bytes = Storage.SizeClass.Bytes(sizeClass);
        Pointer = pointer;
    }

    /// <summary>A new block from the system; null if it has no such memory.</summary>
    public static Block? TryNew(int sizeClass)
    {
        try
        {
            return new Block(sizeClass, SystemMemory.Allocate((nuint)Storage.SizeClass.Bytes(sizeClass)));
        }
        catch (OutOfMemoryException)
        {
            return null;
        }
    }

    public int SizeClass { get; }

    public long Bytes { get; }

    public void* Pointer { get; }

    /// <summary>Place in the pool's list of blocks that are lent out; −1 while free.</summary>
    public int LentIndex { get; set; } = -1;

    /// <summary>True once nobody holds the owner any more.</summary>
    public bool IsAbandoned => !_owner.TryGetTarget(out _);

    public void LendTo(Buffer owner) => _owner.SetTarget(owner);

    /// <summary>Gives the memory back to the system.</summary>
    public void Free()
    {
        _owner.Dispose();
        SystemMemory.Free(Pointer);
    }
}
