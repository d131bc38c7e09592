namespace Lamina.Cpu.Convolution.Winograd;

/// <summary>Weights at the points: [tile of rows, point, source channel, row of the tile].</summary>
internal unsafe struct WinogradWeights(long channels)
{
    public float* Data;

    /// <summary>From one point to the next; a multiple of four kilobytes would send them all to the same sets of the first cache.</summary>
    public readonly long PointPitch = (channels * WinogradCall.RowsOfTile) + 16;

    /// <summary>From one tile of rows to the next.</summary>
    public readonly long TilePitch => TileGrid.PointCount * PointPitch;
}
