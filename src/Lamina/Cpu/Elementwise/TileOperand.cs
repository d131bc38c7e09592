using System.Runtime.CompilerServices;

namespace Lamina.Cpu.Elementwise;

/// <summary>
/// An operand of an inner loop, of any dtype and stride, brought to contiguous elements of the type that is computed in:
/// in place where it is that already, else through a tile on the stack.
/// </summary>
internal readonly unsafe struct TileOperand(DType dtype, long stride)
{
    /// <summary>Elements of a tile.</summary>
    public const int Tile = 256;

    public bool IsDirect<T>() => stride == 1 && dtype == DTypes.Of<T>();

    /// <summary>True if the operand is one number for the whole run.</summary>
    public bool IsConstant => stride == 0;

    /// <summary>The first value, which is all of them for a constant.</summary>
    public T First<T>(nint address)
        where T : unmanaged
    {
        T value;
        Casts.ToTile((byte*)address, dtype, &value, 1);
        return value;
    }

    /// <summary>Contiguous values of elements <paramref name="from"/> … from + count − 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T* Load<T>(nint address, long from, long count, T* tile)
        where T : unmanaged
    {
        if (IsDirect<T>())
            return (T*)address + from;
        LoadTile(address, from, count, tile);
        return tile;
    }

    /// <summary>Where results can be written: in place, or the tile, which <see cref="Store"/> then brings home.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T* Target<T>(nint address, long from, T* tile)
        where T : unmanaged => IsDirect<T>() ? (T*)address + from : tile;

    public void Store<T>(nint address, long from, long count, T* tile)
        where T : unmanaged
    {
        if (IsDirect<T>())
            return;
        byte* destination = (byte*)address + (from * stride * dtype.Size());
        if (stride == 1)
        {
            Casts.FromTile(tile, destination, dtype, count);
            return;
        }

        byte* packed = stackalloc byte[Tile * 8];
        Casts.FromTile(tile, packed, dtype, count);
        Strided.Scatter(packed, destination, dtype.Size(), stride, count);
    }

    void LoadTile<T>(nint address, long from, long count, T* tile)
        where T : unmanaged
    {
        byte* source = (byte*)address + (from * stride * dtype.Size());
        if (stride == 1)
        {
            Casts.ToTile(source, dtype, tile, count);
        }
        else if (stride == 0)
        {
            Casts.ToTile(source, dtype, tile, 1);
            new Span<T>(tile, (int)count).Fill(tile[0]);
        }
        else if (dtype == DTypes.Of<T>())
        {
            Strided.Gather(source, (byte*)tile, sizeof(T), stride, count);
        }
        else
        {
            byte* packed = stackalloc byte[Tile * 8];
            Strided.Gather(source, packed, dtype.Size(), stride, count);
            Casts.ToTile(packed, dtype, tile, count);
        }
    }
}
