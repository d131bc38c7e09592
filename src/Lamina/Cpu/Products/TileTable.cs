using System.Numerics;

namespace Lamina.Cpu.Products;

/// <summary>The micro-kernels of one SIMD width by tile size, compiled when first asked for.</summary>
internal static unsafe class TileTable<TLane, TVector, T>
    where TLane : struct, ITileLane<TVector, T>
    where TVector : struct
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    const int MostRows = 8;
    const int MostVectors = 3;

    static readonly nint[] s_kernels = new nint[MostRows * MostVectors * 6];

    /// <summary>The kernel for a tile of 1 … 8 rows and 1 … 3 vectors, the last of them partial or not.</summary>
    public static delegate*<TileBlock*, T*, T*, T*, T*, T*, void> Get(int rows, int vectors, bool partial, TileWalk walk = TileWalk.Strides)
    {
        int index = ((rows - 1) * MostVectors + vectors - 1) * 6 + ((int)walk * 2) + (partial ? 1 : 0);
        nint kernel = s_kernels[index];
        if (kernel == 0)
            s_kernels[index] = kernel = Choose(rows, vectors, partial, walk);
        return (delegate*<TileBlock*, T*, T*, T*, T*, T*, void>)kernel;
    }

    static nint Choose(int rows, int vectors, bool partial, TileWalk walk) => rows switch
    {
        1 => Choose<Const1>(vectors, partial, walk),
        2 => Choose<Const2>(vectors, partial, walk),
        3 => Choose<Const3>(vectors, partial, walk),
        4 => Choose<Const4>(vectors, partial, walk),
        5 => Choose<Const5>(vectors, partial, walk),
        6 => Choose<Const6>(vectors, partial, walk),
        7 => Choose<Const7>(vectors, partial, walk),
        8 => Choose<Const8>(vectors, partial, walk),
        _ => throw new ArgumentOutOfRangeException(nameof(rows)),
    };

    static nint Choose<TRows>(int vectors, bool partial, TileWalk walk)
        where TRows : struct, IConstant
        => vectors switch
        {
            1 => Choose<TRows, Const1>(partial, walk),
            2 => Choose<TRows, Const2>(partial, walk),
            3 => Choose<TRows, Const3>(partial, walk),
            _ => throw new ArgumentOutOfRangeException(nameof(vectors)),
        };

    static nint Choose<TRows, TVectors>(bool partial, TileWalk walk)
        where TRows : struct, IConstant
        where TVectors : struct, IConstant
    {
        delegate*<TileBlock*, T*, T*, T*, T*, T*, void> kernel = (partial, walk) switch
        {
            (false, TileWalk.Strides) => &Tile<TLane, TVector, T, TRows, TVectors, Const0, Const0>.Run,
            (true, TileWalk.Strides) => &Tile<TLane, TVector, T, TRows, TVectors, Const1, Const0>.Run,
            (false, TileWalk.Offsets) => &Tile<TLane, TVector, T, TRows, TVectors, Const0, Const1>.Run,
            (true, TileWalk.Offsets) => &Tile<TLane, TVector, T, TRows, TVectors, Const1, Const1>.Run,
            (false, _) => &Tile<TLane, TVector, T, TRows, TVectors, Const0, Const2>.Run,
            (true, _) => &Tile<TLane, TVector, T, TRows, TVectors, Const1, Const2>.Run,
        };
        return (nint)kernel;
    }
}
