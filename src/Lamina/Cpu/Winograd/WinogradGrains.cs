using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Lamina.Cpu.Winograd;

/// <summary>
/// Runs a <see cref="WinogradCall"/>. A grain is up to 48 tiles and some of the rows: the tiles go to the points, where each point is a matrix product of
/// its own, and back, all in the second cache.
/// </summary>
internal readonly unsafe struct WinogradGrains(WinogradCall* call) : IGrains
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(long grain)
    {
        (long vectorBlock, long rowBlock) = Math.DivRem(grain, call->Sixteens.Parts);
        long first = 16 * call->Vectors.Start(vectorBlock);
        int vectors = (int)call->Vectors.Size(vectorBlock), tiles = 16 * vectors, count = (int)Math.Min(tiles, call->Grid.Count - first);

        TileRun* runs = stackalloc TileRun[TileGrid.MostTiles];
        int parts = call->Grid.Runs(first, count, runs);

        // A multiple of four kilobytes between points would send all 36 to the same sets of the first cache.
        long pitch = (call->Depth * tiles) + 16, sumPitch = (call->RowsOfStage * tiles) + 16;
        float* strips = (float*)Scratch.Get(ScratchSlot.ConvTile, (TileGrid.StripFloats + (TileGrid.PointCount * pitch)) * sizeof(float));
        float* points = strips + TileGrid.StripFloats;
        for (long c = 0; c < call->Depth; c++)
            call->Grid.TransformInput(call->Source + (c * call->SourceChannel), call->SourceStep, runs, parts, count, strips, points + (c * tiles), pitch);

        float* sums = (float*)Scratch.Get(ScratchSlot.ProductTile, TileGrid.PointCount * sumPitch * sizeof(float));
        long row = 16 * call->Sixteens.Start(rowBlock), end = Math.Min(call->Rows, row + (16 * call->Sixteens.Size(rowBlock)));
        for (; row < end; row += call->RowsOfStage)
        {
            int rows = (int)Math.Min(call->RowsOfStage, end - row);
            Multiply(WeightsOf(row), rows, vectors, points, pitch, sums, sumPitch);
            for (long r = 0; r < rows; r++)
            {
                float bias = call->Bias == null ? 0 : call->Bias[row + r];
                call->Grid.TransformBack(sums + (r * tiles), sumPitch, bias, runs, parts, count, strips, call->Target + ((row + r) * call->TargetChannel), call->TargetStep);
            }
        }
    }

    /// <summary>The weights of a stage at the points.</summary>
    float* WeightsOf(long row)
    {
        if (call->SharesPoints)
            return call->Points + (row / WinogradCall.RowsOfTile * call->FloatsOfTile);
        float* weights = (float*)Scratch.Get(ScratchSlot.PackedB, 2 * call->FloatsOfTile * sizeof(float));
        WinogradWeightGrains.Bring(call, row, weights);
        return weights;
    }

    /// <summary>At each point: sums[row, tile] = weights[row, channel] · points[channel, tile].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void Multiply(float* weights, int rows, int vectors, float* points, long pitch, float* sums, long sumPitch)
    {
        TileBlock block = default;
        block.RowStrideA = 1;
        block.DepthStrideA = WinogradCall.RowsOfTile;
        block.DepthStrideB = block.RowStrideC = 16 * vectors;
        for (int point = 0; point < TileGrid.PointCount; point++)
            for (long d = 0; d < call->Depths.Parts; d++)
            {
                long k = call->Depths.Start(d);
                block.Depth = call->Depths.Size(d);
                block.Accumulate = d > 0;
                float* a = weights + (point * call->PointPitch) + (k * WinogradCall.RowsOfTile);
                for (int row = 0; row < rows; row += WinogradCall.RowsOfTile, a += call->FloatsOfTile)
                {
                    int height = Math.Min(WinogradCall.RowsOfTile, rows - row);
                    TileTable<TileLane512<float>, Vector512<float>, float>.Get(height, vectors, partial: false)(
                        &block, a, points + (point * pitch) + (k * 16 * vectors), sums + (point * sumPitch) + (row * 16 * vectors), null, null);
                }
            }
    }
}
