using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Lamina.Cpu.Products;

namespace Lamina.Cpu.Convolution.Winograd;

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
        long pitch = (call->Depths.Largest * tiles) + 16, sumPitch = (WinogradCall.RowsOfStage * tiles) + 16;
        float* strips = (float*)Scratch.Get(ScratchSlot.ConvTile, (TileGrid.StripFloats + (TileGrid.PointCount * pitch)) * sizeof(float));
        float* points = strips + TileGrid.StripFloats;
        float* sums = (float*)Scratch.Get(ScratchSlot.ProductTile, TileGrid.PointCount * sumPitch * sizeof(float));
        long begin = 16 * call->Sixteens.Start(rowBlock), end = Math.Min(call->Rows, begin + (16 * call->Sixteens.Size(rowBlock)));
        for (long row = begin; row < end; row += WinogradCall.RowsOfStage)
        {
            int rows = (int)Math.Min(WinogradCall.RowsOfStage, end - row);
            for (long d = 0; d < call->Depths.Parts; d++)
            {
                long channel = call->Depths.Start(d), channels = call->Depths.Size(d);
                if (row == begin || call->Depths.Parts > 1)
                    for (long c = 0; c < channels; c++)
                        call->Grid.TransformInput(call->Source + ((channel + c) * call->SourceChannel), call->SourceStep, runs, parts, count, strips, points + (c * tiles), pitch);
                Multiply(row, rows, channel, channels, vectors, points, pitch, sums, sumPitch);
            }

            for (long r = 0; r < rows; r++)
            {
                float bias = call->Bias == null ? 0 : call->Bias[row + r];
                call->Grid.TransformBack(sums + (r * tiles), sumPitch, bias, runs, parts, count, strips, call->Target + ((row + r) * call->TargetChannel), call->TargetStep);
            }
        }
    }

    /// <summary>At each point: sums[row, tile] = or += weights[row, channel] · points[channel, tile], for a block of channels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void Multiply(long firstRow, int rows, long channel, long channels, int vectors, float* points, long pitch, float* sums, long sumPitch)
    {
        TileBlock block = default;
        block.Depth = channels;
        block.RowStrideA = 1;
        block.DepthStrideA = WinogradCall.RowsOfTile;
        block.DepthStrideB = block.RowStrideC = 16 * vectors;
        block.Accumulate = channel > 0;
        int together = call->SharesPoints ? rows : WinogradWeightGrains.Lanes;
        for (int first = 0; first < rows; first += together)
        {
            WinogradWeights weights = WeightsOf(firstRow + first, channel, channels);
            for (int point = 0; point < TileGrid.PointCount; point++)
                for (int row = first; row < Math.Min(rows, first + together); row += WinogradCall.RowsOfTile)
                {
                    float* a = weights.Data + (point * weights.PointPitch) + ((row - first) / WinogradCall.RowsOfTile * weights.TilePitch);
                    TileTable<TileLane512<float>, Vector512<float>, float>.Get(Math.Min(WinogradCall.RowsOfTile, rows - row), vectors, partial: false)(
                        &block, a, points + (point * pitch), sums + (point * sumPitch) + (row * 16 * vectors), null, null);
                }
        }
    }

    /// <summary>Weights at the points from a row and a channel on: those of all grains, or those of sixteen rows, brought here into the second cache.</summary>
    WinogradWeights WeightsOf(long row, long channel, long channels)
    {
        WinogradWeights weights = call->Points;
        if (call->SharesPoints)
            return weights with { Data = weights.Data + (row / WinogradCall.RowsOfTile * weights.TilePitch) + (channel * WinogradCall.RowsOfTile) };
        weights = new WinogradWeights(call->Depths.Largest);
        weights.Data = (float*)Scratch.Get(ScratchSlot.PackedB, 2 * weights.TilePitch * sizeof(float));
        WinogradWeightGrains.Bring(call, row, channel, channels, weights);
        return weights;
    }
}
