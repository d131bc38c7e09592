using System.Numerics;
using System.Runtime.CompilerServices;

namespace Lamina.Cpu.ChannelsLast;

/// <summary>Operands and cut of the gradient of the weights: [row, kernel line, kernel column, channel] for each part of the images.</summary>
internal unsafe struct LastGradientCall<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The input, with its border, and the output's gradient, without.</summary>
    public LastImages<T> Input, Gradient;

    public long KernelLines, KernelColumns, LineStep, ColumnStep, OutLines, OutColumns;

    /// <summary>Partial sums, one part after the other.</summary>
    public T* Sums;

    /// <summary>What stands in the sums already counts.</summary>
    public bool Accumulate;

    /// <summary>Images; their sums are added in order.</summary>
    public Split Parts;

    /// <summary>Columns and channels of a kernel line as vectors, cut into what a tile has.</summary>
    public Split Panels;

    public readonly long Segment => KernelColumns * Input.Channels;

    public readonly long FloatsOfPart => Gradient.Channels * KernelLines * Segment;
}

/// <summary>
/// A part of the images, a line of the kernel and a panel of its columns and channels, for all rows: output gradientᵀ · input, a pixel a term.
/// </summary>
internal readonly unsafe struct LastGradientGrains<TLane, TVector, T>(LastGradientCall<T>* call) : IGrains
    where TLane : struct, ITileLane<TVector, T>
    where TVector : struct
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Terms of a chain: what they read of the input is read by all rows from the first cache.</summary>
    const long LongestChain = 128;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(long grain)
    {
        (grain, long panel) = Math.DivRem(grain, call->Panels.Parts);
        (long part, long kernelLine) = Math.DivRem(grain, call->KernelLines);
        int lanes = TLane.Count, vectors = (int)call->Panels.Size(panel);
        long column = call->Panels.Start(panel) * lanes, rows = call->Gradient.Channels;
        Split tiles = new(rows, (rows + TLane.TileRows - 1) / TLane.TileRows);
        long lines = call->Parts.Size(part) * call->OutLines;
        Split chains = new(lines, Math.Clamp(lines * call->OutColumns / LongestChain, 1, lines));

        TileBlock block = default;
        block.RowStrideA = 1;
        block.DepthStrideA = rows;
        block.DepthStrideB = call->ColumnStep * call->Input.Channels;
        block.RowStrideC = call->KernelLines * call->Segment;
        block.Tail = (int)Math.Min(lanes, call->Segment - column - ((vectors - 1) * lanes));
        block.SegmentDepth = block.FirstSegmentDepth = call->OutColumns;
        block.JumpB = (call->LineStep * call->Input.LinePitch) - (call->OutColumns * block.DepthStrideB);
        block.GroupSegments = call->OutLines;
        block.GroupJumpB = call->Input.ImagePitch - (call->OutLines * call->LineStep * call->Input.LinePitch);
        T* sums = call->Sums + (part * call->FloatsOfPart) + (kernelLine * call->Segment) + column;
        T* input = call->Input.Data + (call->Parts.Start(part) * call->Input.ImagePitch) + (kernelLine * call->Input.LinePitch) + column;
        T* gradient = call->Gradient.Data + (call->Parts.Start(part) * call->Gradient.ImagePitch);
        for (long chain = 0; chain < chains.Parts; chain++)
        {
            (long image, long line) = Math.DivRem(chains.Start(chain), call->OutLines);
            block.Depth = chains.Size(chain) * call->OutColumns;
            block.FirstGroupSegments = call->OutLines - line;
            block.Accumulate = chain > 0 || call->Accumulate;
            T* a = gradient + (chains.Start(chain) * call->OutColumns * rows);
            T* b = input + (image * call->Input.ImagePitch) + (line * call->LineStep * call->Input.LinePitch);
            for (long t = 0; t < tiles.Parts; t++)
                TileTable<TLane, TVector, T>.Get((int)tiles.Size(t), vectors, block.Tail != lanes, TileWalk.Segments)(
                    &block, a + tiles.Start(t), b, sums + (tiles.Start(t) * block.RowStrideC), null, null);
        }
    }
}
