using System.Numerics;
using Lamina.Cpu.Products;

namespace Lamina.Cpu.Convolution.ChannelsLast;

/// <summary>For large weights: all images at hand, which stand channels last for all grains; some rows, a line of the kernel and a panel of its columns and channels.</summary>
internal readonly unsafe struct LastGradientGrains<TLane, TVector, T>(LastGradientCall<T>* call) : IGrains
    where TLane : struct, ITileLane<TVector, T>
    where TVector : struct
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public void Run(long grain)
    {
        (grain, long block) = Math.DivRem(grain, call->TileBlocks.Parts);
        (long kernelLine, long panel) = Math.DivRem(grain, call->Panels.Parts);
        long first = call->TileBlocks.Start(block), end = first + call->TileBlocks.Size(block);
        LastGradientTiles<TLane, TVector, T>.Run(call, call->Input, call->Gradient, call->Images, kernelLine, panel, first, end, call->Sums, call->Accumulate);
    }
}
