using System.Numerics;
using Lamina.Cpu.Products;

namespace Lamina.Cpu.Convolution;

/// <summary>The micro-kernels of the weight gradient by tile size.</summary>
internal static unsafe class ConvDotTable<TLane, TVector, T>
    where TLane : struct, ITileLane<TVector, T>
    where TVector : struct
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Out channels of a tile: the sums fill the registers.</summary>
    public static int Rows => TLane.TileVectors > 2 ? 4 : 2;

    /// <summary>Taps of a tile.</summary>
    public static int Taps => TLane.TileVectors > 2 ? 6 : 4;

    public static delegate*<ConvDotBlock*, T*, T*, long*, T*, long, void> Get(int rows, int taps) => rows switch
    {
        1 => Get<Const1>(taps),
        2 => Get<Const2>(taps),
        3 => Get<Const3>(taps),
        _ => Get<Const4>(taps),
    };

    static delegate*<ConvDotBlock*, T*, T*, long*, T*, long, void> Get<TRows>(int taps)
        where TRows : struct, IConstant
        => taps switch
        {
            1 => &ConvDotTile<TLane, TVector, T, TRows, Const1>.Run,
            2 => &ConvDotTile<TLane, TVector, T, TRows, Const2>.Run,
            3 => &ConvDotTile<TLane, TVector, T, TRows, Const3>.Run,
            4 => &ConvDotTile<TLane, TVector, T, TRows, Const4>.Run,
            5 => &ConvDotTile<TLane, TVector, T, TRows, Const5>.Run,
            _ => &ConvDotTile<TLane, TVector, T, TRows, Const6>.Run,
        };
}
