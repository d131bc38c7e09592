using System.Numerics;
using Lamina.Cpu.Products;

namespace Lamina.Cpu.Convolution.ChannelsLast;

/// <summary>Cuts a pass, packs its weights and runs it.</summary>
internal readonly unsafe struct LastPass<T>(LastCall<T>* call, T* weights, T* bias, LastTap* places, int taps, bool turned) : ITileKernel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Multiply-adds of a vector below which another grain does not pay, and how many grains occupy any machine.</summary>
    const long WorkOfGrain = 1 << 16, MostGrains = 32;

    /// <summary>What a grain holds of an image, roughly: it should stay in the second cache.</summary>
    const long BytesOfGrain = 1 << 19;

    /// <summary>Weights that stay in the second cache; and pixels that must pass by others to be worth fetching them.</summary>
    const long BytesOfWeights = 1 << 20, FewestPixels = 196;

    public void Run<TLane, TVector>()
        where TLane : struct, ITileLane<TVector, T>
        where TVector : struct
    {
        long vectors = (call->Rows + TLane.Count - 1) / TLane.Count;
        call->Panels = new Split(vectors, (vectors + TLane.TileVectors - 1) / TLane.TileVectors);
        Cut(vectors, vectors * TLane.Count * call->Last.Channels * taps);
        LastWeightGrains<TLane, TVector, T>.Pack(call, weights, bias, places, taps, turned);
        Workers.Run(call->ImageBlocks.Parts * call->LineBlocks.Parts * call->PanelBlocks.Parts, new LastGrains<TLane, TVector, T>(call));
    }

    void Cut(long vectors, long packed)
    {
        long lines = call->PhaseLines, pixels = call->TargetLines * call->TargetColumns / (call->TargetLineStep * call->TargetColumnStep);
        long wanted = Math.Clamp(call->Images * pixels * vectors * call->Last.Channels * taps / WorkOfGrain, 1, MostGrains);
        long images = Math.Min(call->Images, wanted);
        if (packed * sizeof(T) > BytesOfWeights)
            images = Math.Clamp(call->Images * pixels / FewestPixels, 1, images);
        long blocks = Math.Max(Ceiling(call->Last.ImagePitch * sizeof(T), BytesOfGrain), packed * sizeof(T) > BytesOfWeights ? 1 : Ceiling(wanted, images));
        blocks = Math.Clamp(blocks, 1, Math.Max(1, lines / 2));
        call->ImageBlocks = new Split(call->Images, blocks == 1 ? images : call->Images);
        call->LineBlocks = new Split(lines, blocks);
        call->PanelBlocks = new Split(call->Panels.Parts, Math.Clamp(Ceiling(wanted, call->ImageBlocks.Parts * blocks), 1, call->Panels.Parts));
    }

    static long Ceiling(long value, long unit) => (value + unit - 1) / unit;
}
