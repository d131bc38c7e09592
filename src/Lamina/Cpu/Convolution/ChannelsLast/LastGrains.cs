using System.Numerics;
using System.Runtime.CompilerServices;
using Lamina.Cpu.Products;

namespace Lamina.Cpu.Convolution.ChannelsLast;

/// <summary>
/// Some images, or lines of one, and some panels of target channels: tiles of pixels × channels are summed channels last, then brought to the target's planes.
/// </summary>
internal readonly unsafe struct LastGrains<TLane, TVector, T>(LastCall<T>* call) : IGrains
    where TLane : struct, ITileLane<TVector, T>
    where TVector : struct
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Terms that are summed in one chain, at most.</summary>
    const long LongestChain = 512;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(long grain)
    {
        (grain, long panelBlock) = Math.DivRem(grain, call->PanelBlocks.Parts);
        (long imageBlock, long lineBlock) = Math.DivRem(grain, call->LineBlocks.Parts);
        long firstImage = call->ImageBlocks.Start(imageBlock), images = call->ImageBlocks.Size(imageBlock);
        long firstLine = call->LineBlocks.Start(lineBlock), lines = call->LineBlocks.Size(lineBlock);
        LastImages<T> source = Bring(firstImage, images, firstLine, lines);

        long plane = call->TargetLines * call->TargetColumns, firstTarget = firstLine * call->TargetLineStep;
        long pixels = (Math.Min((firstLine + lines) * call->TargetLineStep, call->TargetLines) - firstTarget) * call->TargetColumns;
        int lanes = TLane.Count;
        T* sums = (T*)Scratch.Get(ScratchSlot.ConvTile, pixels * call->Panels.Largest * lanes * sizeof(T));
        for (long p = 0; p < call->PanelBlocks.Size(panelBlock); p++)
        {
            long panel = call->PanelBlocks.Start(panelBlock) + p, row = call->Panels.Start(panel) * lanes;
            int vectors = (int)call->Panels.Size(panel);
            for (long image = 0; image < images; image++)
            {
                for (int i = 0; i < call->PhaseCount; i++)
                    Sum(call->Phases[i], Math.Min(firstLine + lines, call->Phases[i].Lines) - firstLine, source, image, row, vectors, sums);
                T* to = call->Target + ((((firstImage + image) * call->Rows) + row) * plane) + (firstTarget * call->TargetColumns);
                Transposition.Run(sums, vectors * lanes, pixels, Math.Min(vectors * lanes, call->Rows - row), to, plane);
            }
        }
    }

    /// <summary>Brings to channels last what these lines of each phase read.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    LastImages<T> Bring(long firstImage, long images, long firstLine, long lines)
    {
        LastImages<T> source = call->Last;
        source.FirstLine += firstLine * call->SourceLineStep;
        source.Lines = ((lines - 1) * call->SourceLineStep) + call->Span;
        source.Data = (T*)Scratch.Get(ScratchSlot.PackedB, images * source.ImagePitch * sizeof(T));
        T* from = call->Source + (firstImage * source.Channels * call->SourceLines * call->SourceColumns);
        for (long image = 0; image < images; image++, from += source.Channels * call->SourceLines * call->SourceColumns)
            source.Fill(from, call->SourceLines, call->SourceColumns, image, 0, source.Lines);
        return source;
    }

    /// <summary>Some lines of a phase: a tile has up to eight pixels of a line.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void Sum(in LastPhase phase, long lines, in LastImages<T> images, long image, long row, int vectors, T* sums)
    {
        long pixel = vectors * TLane.Count, line = call->TargetLineStep * call->TargetColumns * pixel;
        long segment = phase.KernelColumns * images.Channels, depth = phase.KernelLines * segment;
        T* source = images.Data + (image * images.ImagePitch) + (phase.SourceLine * images.LinePitch) + (phase.SourceColumn * images.Channels);
        T* weights = call->Weights + phase.Weights + (row * depth), bias = call->Bias == null ? null : call->Bias + row;
        sums += ((phase.FirstLine * call->TargetColumns) + phase.FirstColumn) * pixel;
        Split tiles = new(phase.Columns, (phase.Columns + TLane.TileRows - 1) / TLane.TileRows);
        Split chains = new(depth, Math.Max(1, (depth + LongestChain - 1) / LongestChain));
        TileBlock block = default;
        block.RowStrideA = call->SourceColumnStep * images.Channels;
        block.DepthStrideA = 1;
        block.DepthStrideB = pixel;
        block.RowStrideC = call->TargetColumnStep * pixel;
        block.SegmentDepth = segment;
        block.JumpA = images.LinePitch - segment;
        block.FirstGroupSegments = long.MaxValue;
        for (long chain = 0; chain < chains.Parts; chain++)
        {
            (long kernelLine, long term) = segment == 0 ? (0, 0) : Math.DivRem(chains.Start(chain), segment);
            block.Depth = chains.Size(chain);
            block.FirstSegmentDepth = segment - term;
            block.Accumulate = chain > 0;
            for (long y = 0; y < lines; y++)
            {
                T* from = source + (((y * call->SourceLineStep) + kernelLine) * images.LinePitch) + term;
                for (long t = 0; t < tiles.Parts; t++)
                    TileTable<TLane, TVector, T>.Get((int)tiles.Size(t), vectors, partial: false, TileWalk.Segments)(
                        &block, from + (tiles.Start(t) * block.RowStrideA), weights + (chains.Start(chain) * pixel), sums + (y * line) + (tiles.Start(t) * block.RowStrideC),
                        chain > 0 ? null : bias, null);
            }
        }
    }
}
