using System.Numerics;
using Lamina.Cpu.Products;

namespace Lamina.Cpu.Convolution.ChannelsLast;

/// <summary>
/// The gradient of an input with few channels, which would leave the vectors of <see cref="LastGrains{TLane, TVector, T}"/> half empty: the images of the batch
/// stand side by side in them instead, and nothing is summed beyond the border.
/// </summary>
internal readonly unsafe struct LanePass<T>(LastCall<T>* call, T* weights, LastTap* places, int taps) : ITileKernel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Pixels of a grain.</summary>
    const long PixelsOfGrain = 48;

    public void Run<TLane, TVector>()
        where TLane : struct, ITileLane<TVector, T>
        where TVector : struct
    {
        int lanes = TLane.Count;
        long vectors = (call->Images + lanes - 1) / lanes;
        call->Panels = new Split((call->Rows + lanes - 1) / lanes, 1);
        call->ImageBlocks = new Split(vectors, (vectors + TLane.TileVectors - 1) / TLane.TileVectors);
        call->LineBlocks = new Split(call->TargetLines, Math.Clamp(call->TargetLines * call->TargetColumns / PixelsOfGrain, 1, call->TargetLines));
        LastWeightGrains<TLane, TVector, T>.Pack(call, weights, null, places, taps, turned: true);
        T* images = (T*)Scratch.Get(ScratchSlot.ConvShared, call->SourceLines * call->SourceColumns * call->Last.Channels * vectors * lanes * sizeof(T));
        Workers.Run(call->Last.Channels, new LaneImageGrains<T>(call, images, vectors * lanes));
        Workers.Run(call->ImageBlocks.Parts * call->LineBlocks.Parts, new LaneGrains<TLane, TVector, T>(call, images, vectors * lanes));
    }
}
