using System.Numerics;
using System.Runtime.CompilerServices;
using Lamina.Cpu.Products;

namespace Lamina.Cpu.Convolution.ChannelsLast;

/// <summary>Output gradientᵀ · input for some tiles of rows, a line of the kernel and a panel of its columns and channels: a pixel is a term.</summary>
internal static unsafe class LastGradientTiles<TLane, TVector, T>
    where TLane : struct, ITileLane<TVector, T>
    where TVector : struct
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Terms of a chain, at most: what they read of the input is read by all rows from the first cache.</summary>
    const long LongestChain = 128;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(LastGradientCall<T>* call, in LastImages<T> inputs, in LastImages<T> gradients, long images, long kernelLine, long panel, long firstTile, long endTile, T* sums, bool accumulate)
    {
        ref readonly ConvGeometry g = ref call->Geometry;
        int lanes = TLane.Count, vectors = (int)call->Panels.Size(panel);
        long column = call->Panels.Start(panel) * lanes, rows = g.OutChannels, columns = g.OutWidth, line = g.StrideHeight * inputs.LinePitch;
        long pixels = images * g.OutHeight * columns;
        Split chains = new(pixels, (pixels + LongestChain - 1) / LongestChain);

        TileBlock block = default;
        block.RowStrideA = 1;
        block.DepthStrideA = rows;
        block.DepthStrideB = g.StrideWidth * inputs.Channels;
        block.RowStrideC = g.KernelHeight * call->Segment;
        block.Tail = (int)Math.Min(lanes, call->Segment - column - ((vectors - 1) * lanes));
        block.SegmentDepth = columns;
        block.JumpB = line - (columns * block.DepthStrideB);
        block.GroupSegments = g.OutHeight;
        block.GroupJumpB = inputs.ImagePitch - (g.OutHeight * line);
        T* input = inputs.Data + (kernelLine * inputs.LinePitch) + column;
        sums += (kernelLine * call->Segment) + column;
        for (long chain = 0; chain < chains.Parts; chain++)
        {
            (long y, long x) = Math.DivRem(chains.Start(chain), columns);
            (long image, y) = Math.DivRem(y, g.OutHeight);
            block.Depth = chains.Size(chain);
            block.FirstSegmentDepth = columns - x;
            block.FirstGroupSegments = g.OutHeight - y;
            block.Accumulate = chain > 0 || accumulate;
            T* a = gradients.Data + (chains.Start(chain) * rows), b = input + (image * inputs.ImagePitch) + (y * line) + (x * block.DepthStrideB);
            for (long t = firstTile; t < endTile; t++)
                TileTable<TLane, TVector, T>.Get((int)call->Tiles.Size(t), vectors, block.Tail != lanes, TileWalk.Segments)(
                    &block, a + call->Tiles.Start(t), b, sums + (call->Tiles.Start(t) * block.RowStrideC), null, null);
        }
    }
}
