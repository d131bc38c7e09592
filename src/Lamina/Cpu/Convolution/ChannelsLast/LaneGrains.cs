using System.Numerics;
using System.Runtime.CompilerServices;
using Lamina.Cpu.Products;

namespace Lamina.Cpu.Convolution.ChannelsLast;

/// <summary>
/// Some lines of the target, of up to three vectors of images: a tile has the channels of one pixel. Each sum is one chain over the positions of the kernel that
/// reach the pixel from within the source.
/// </summary>
internal readonly unsafe struct LaneGrains<TLane, TVector, T>(LastCall<T>* call, T* images, long pitch) : IGrains
    where TLane : struct, ITileLane<TVector, T>
    where TVector : struct
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(long grain)
    {
        (long imageBlock, long lineBlock) = Math.DivRem(grain, call->LineBlocks.Parts);
        long firstLine = call->LineBlocks.Start(lineBlock), firstImage = call->ImageBlocks.Start(imageBlock) * TLane.Count;
        int vectors = (int)call->ImageBlocks.Size(imageBlock), width = vectors * TLane.Count;
        long pixels = call->LineBlocks.Size(lineBlock) * call->TargetColumns, pixel = call->Rows * width;
        T* sums = (T*)Scratch.Get(ScratchSlot.ConvTile, pixels * pixel * sizeof(T));
        for (long i = 0; i < pixels; i++)
        {
            (long line, long column) = Math.DivRem(i, call->TargetColumns);
            Sum(firstLine + line, column, images + firstImage, vectors, sums + (i * pixel));
        }

        long plane = call->TargetLines * call->TargetColumns, count = Math.Min(width, call->Images - firstImage);
        T* to = call->Target + (firstImage * call->Rows * plane) + (firstLine * call->TargetColumns);
        for (long row = 0; row < call->Rows; row++)
            Transposition.Run(sums + (row * width), pixel, pixels, count, to + (row * plane), call->Rows * plane);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void Sum(long line, long column, T* source, int vectors, T* sums)
    {
        long width = call->Panels.Largest * TLane.Count, channels = call->Last.Channels;
        (line, long phaseLine) = Math.DivRem(line, call->TargetLineStep);
        (column, long phaseColumn) = Math.DivRem(column, call->TargetColumnStep);
        LastPhase phase = call->Phases[(phaseLine * call->TargetColumnStep) + phaseColumn];
        line += phase.SourceLine + call->Last.FirstLine;
        column += phase.SourceColumn + call->Last.FirstColumn;
        long top = Math.Max(0, -line), lines = Math.Min(phase.KernelLines, call->SourceLines - line) - top;
        long left = Math.Max(0, -column), columns = Math.Min(phase.KernelColumns, call->SourceColumns - column) - left;
        TileBlock block = default;
        block.SegmentDepth = block.FirstSegmentDepth = Math.Max(0, columns) * channels;
        block.Depth = Math.Max(0, lines) * block.SegmentDepth;
        block.RowStrideA = 1;
        block.DepthStrideA = width;
        block.DepthStrideB = pitch;
        block.RowStrideC = vectors * TLane.Count;
        block.JumpA = (phase.KernelColumns - columns) * channels * width;
        block.JumpB = (call->SourceColumns - columns) * channels * pitch;
        block.FirstGroupSegments = long.MaxValue;
        T* weights = call->Weights + phase.Weights + (((top * phase.KernelColumns) + left) * channels * width);
        T* from = source + ((((line + top) * call->SourceColumns) + column + left) * channels * pitch);
        Split tiles = new(call->Rows, (call->Rows + TLane.TileRows - 1) / TLane.TileRows);
        for (long t = 0; t < tiles.Parts; t++)
            TileTable<TLane, TVector, T>.Get((int)tiles.Size(t), vectors, partial: false, TileWalk.Segments)(
                &block, weights + tiles.Start(t), from, sums + (tiles.Start(t) * block.RowStrideC), null, null);
    }
}
