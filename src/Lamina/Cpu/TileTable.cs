using System.Numerics;

namespace Lamina.Cpu;

/// <summary>The micro-kernels of one SIMD width by tile size, compiled when first asked for.</summary>
internal static unsafe class TileTable<TLane, TVector, T>
    where TLane : struct, ITileLane<TVector, T>
    where TVector : struct
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    const int MostRows = 8;
    const int MostVectors = 3;

    static readonly nint[] s_kernels = new nint[MostRows * MostVectors * 4];

    /// <summary>The kernel for a tile of 1 … 8 rows and 1 … 3 vectors, the last of them partial or not; B's terms at a stride or at offsets.</summary>
    public static delegate*<TileBlock*, T*, T*, T*, T*, T*, void> Get(int rows, int vectors, bool partial, bool offsets = false)
    {
        int index = ((rows - 1) * MostVectors + vectors - 1) * 4 + (partial ? 1 : 0) + (offsets ? 2 : 0);
        nint kernel = s_kernels[index];
        if (kernel == 0)
            s_kernels[index] = kernel = Choose(rows, vectors, partial, offsets);
        return (delegate*<TileBlock*, T*, T*, T*, T*, T*, void>)kernel;
    }

    static nint Choose(int rows, int vectors, bool partial, bool offsets) => rows switch
    {
        1 => Choose<Const1>(vectors, partial, offsets),
        2 => Choose<Const2>(vectors, partial, offsets),
        3 => Choose<Const3>(vectors, partial, offsets),
        4 => Choose<Const4>(vectors, partial, offsets),
        5 => Choose<Const5>(vectors, partial, offsets),
        6 => Choose<Const6>(vectors, partial, offsets),
        7 => Choose<Const7>(vectors, partial, offsets),
        8 => Choose<Const8>(vectors, partial, offsets),
        _ => throw new ArgumentOutOfRangeException(nameof(rows)),
    };

    static nint Choose<TRows>(int vectors, bool partial, bool offsets)
        where TRows : struct, IConstant
        => vectors switch
        {
            1 => Choose<TRows, Const1>(partial, offsets),
            2 => Choose<TRows, Const2>(partial, offsets),
            3 => Choose<TRows, Const3>(partial, offsets),
            _ => throw new ArgumentOutOfRangeException(nameof(vectors)),
        };

    static nint Choose<TRows, TVectors>(bool partial, bool offsets)
        where TRows : struct, IConstant
        where TVectors : struct, IConstant
    {
        delegate*<TileBlock*, T*, T*, T*, T*, T*, void> kernel = (partial, offsets) switch
        {
            (false, false) => &Tile<TLane, TVector, T, TRows, TVectors, Const0, Const0>.Run,
            (true, false) => &Tile<TLane, TVector, T, TRows, TVectors, Const1, Const0>.Run,
            (false, true) => &Tile<TLane, TVector, T, TRows, TVectors, Const0, Const1>.Run,
            (true, true) => &Tile<TLane, TVector, T, TRows, TVectors, Const1, Const1>.Run,
        };
        return (nint)kernel;
    }
}
