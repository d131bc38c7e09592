using System.Numerics;
using System.Runtime.CompilerServices;
using Lamina.Cpu.Products;

namespace Lamina.Cpu.Convolution.ChannelsLast;

/// <summary>Output gradientᵀ · input for all rows, a line of the kernel and a panel of its columns and channels: a pixel is a term.</summary>
internal static unsafe class LastGradientTiles<TLane, TVector, T>
    where TLane : struct, ITileLane<TVector, T>
    where TVector : struct
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Terms of a chain: what they read of the input is read by all rows from the first cache.</summary>
    const long LongestChain = 128;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(LastGradientCall<T>* call, in LastImages<T> inputs, in LastImages<T> gradients, long images, long kernelLine, long panel, T* sums, bool accumulate)
    {
        ref readonly ConvGeometry g = ref call->Geometry;
        int lanes = TLane.Count, vectors = (int)call->Panels.Size(panel);
        long column = call->Panels.Start(panel) * lanes, rows = g.OutChannels, columns = g.OutWidth, line = g.StrideHeight * inputs.LinePitch;
        Split tiles = new(rows, (rows + TLane.TileRows - 1) / TLane.TileRows);
        long lines = images * g.OutHeight;
        Split chains = new(lines, Math.Clamp(lines * columns / LongestChain, 1, lines));

        TileBlock block = default;
        block.RowStrideA = 1;
        block.DepthStrideA = rows;
        block.DepthStrideB = g.StrideWidth * inputs.Channels;
        block.RowStrideC = g.KernelHeight * call->Segment;
        block.Tail = (int)Math.Min(lanes, call->Segment - column - ((vectors - 1) * lanes));
        block.SegmentDepth = block.FirstSegmentDepth = columns;
        block.JumpB = line - (columns * block.DepthStrideB);
        block.GroupSegments = g.OutHeight;
        block.GroupJumpB = inputs.ImagePitch - (g.OutHeight * line);
        T* input = inputs.Data + (kernelLine * inputs.LinePitch) + column;
        sums += (kernelLine * call->Segment) + column;
        for (long chain = 0; chain < chains.Parts; chain++)
        {
            (long image, long y) = Math.DivRem(chains.Start(chain), g.OutHeight);
            block.Depth = chains.Size(chain) * columns;
            block.FirstGroupSegments = g.OutHeight - y;
            block.Accumulate = chain > 0 || accumulate;
            T* a = gradients.Data + (chains.Start(chain) * columns * rows), b = input + (image * inputs.ImagePitch) + (y * line);
            for (long t = 0; t < tiles.Parts; t++)
                TileTable<TLane, TVector, T>.Get((int)tiles.Size(t), vectors, block.Tail != lanes, TileWalk.Segments)(
                    &block, a + tiles.Start(t), b, sums + (tiles.Start(t) * block.RowStrideC), null, null);
        }
    }
}
