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

    static readonly nint[] s_kernels = new nint[MostRows * MostVectors * 2];

    /// <summary>The kernel for a tile of 1 … 8 rows and 1 … 3 vectors, the last of them partial or not.</summary>
    public static delegate*<TileBlock*, T*, T*, T*, T*, T*, void> Get(int rows, int vectors, bool partial)
    {
        int index = ((rows - 1) * MostVectors + vectors - 1) * 2 + (partial ? 1 : 0);
        nint kernel = s_kernels[index];
        if (kernel == 0)
            s_kernels[index] = kernel = Choose(rows, vectors, partial);
        return (delegate*<TileBlock*, T*, T*, T*, T*, T*, void>)kernel;
    }

    static nint Choose(int rows, int vectors, bool partial) => rows switch
    {
        1 => Choose<Const1>(vectors, partial),
        2 => Choose<Const2>(vectors, partial),
        3 => Choose<Const3>(vectors, partial),
        4 => Choose<Const4>(vectors, partial),
        5 => Choose<Const5>(vectors, partial),
        6 => Choose<Const6>(vectors, partial),
        7 => Choose<Const7>(vectors, partial),
        8 => Choose<Const8>(vectors, partial),
        _ => throw new ArgumentOutOfRangeException(nameof(rows)),
    };

    static nint Choose<TRows>(int vectors, bool partial)
        where TRows : struct, IConstant
        => vectors switch
        {
            1 => Choose<TRows, Const1>(partial),
            2 => Choose<TRows, Const2>(partial),
            3 => Choose<TRows, Const3>(partial),
            _ => throw new ArgumentOutOfRangeException(nameof(vectors)),
        };

    static nint Choose<TRows, TVectors>(bool partial)
        where TRows : struct, IConstant
        where TVectors : struct, IConstant
    {
        delegate*<TileBlock*, T*, T*, T*, T*, T*, void> kernel = partial
            ? &Tile<TLane, TVector, T, TRows, TVectors, Const1>.Run
            : &Tile<TLane, TVector, T, TRows, TVectors, Const0>.Run;
        return (nint)kernel;
    }
}
