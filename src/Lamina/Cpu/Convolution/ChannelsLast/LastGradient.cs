using System.Numerics;
using Lamina.Cpu.Products;

namespace Lamina.Cpu.Convolution.ChannelsLast;

/// <summary>The gradient of the weights.</summary>
internal readonly unsafe struct LastGradient<T>(ConvGeometry g, T* input, T* outputGradient, T* weightGradient) : ITileKernel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Images that stand channels last at one time, for all grains and for one, but at least one image: they should stay in the second cache.</summary>
    const long BytesOfBlock = 1 << 20, BytesOfPart = 1 << 19;

    /// <summary>Sums of all parts; and parts from which the images are dealt out rather than the kernel.</summary>
    const long BytesOfSums = 4 << 20, FewestParts = 8, MostParts = 32, WantedGrains = 16;

    /// <summary>Multiply-adds of a vector below which another part does not pay.</summary>
    const long WorkOfPart = 1 << 15;

    public void Run<TLane, TVector>()
        where TLane : struct, ITileLane<TVector, T>
        where TVector : struct
    {
        LastGradientCall<T> call = default;
        call.Geometry = g;
        call.Source = input;
        call.SourceGradient = outputGradient;
        (call.Input.Channels, call.Gradient.Channels) = (g.InChannels, g.OutChannels);
        (call.Input.FirstLine, call.Input.FirstColumn) = (-g.PadTop, -g.PadLeft);
        (call.Input.Lines, call.Input.Columns) = (((g.OutHeight - 1) * g.StrideHeight) + g.KernelHeight, ((g.OutWidth - 1) * g.StrideWidth) + g.KernelWidth);
        (call.Gradient.Lines, call.Gradient.Columns) = (1, g.OutHeight * g.OutWidth);
        long vectors = (call.Segment + TLane.Count - 1) / TLane.Count;
        call.Panels = new Split(vectors, (vectors + TLane.TileVectors - 1) / TLane.TileVectors);
        call.Tiles = new Split(g.OutChannels, (g.OutChannels + TLane.TileRows - 1) / TLane.TileRows);

        long parts = Math.Min(g.Batch, BytesOfSums / (call.ElementsOfPart * sizeof(T)));
        if (parts >= FewestParts)
        {
            parts = Math.Clamp(g.Batch * g.OutHeight * g.OutWidth * call.ElementsOfPart / TLane.Count / WorkOfPart, 1, Math.Min(parts, MostParts));
            RunParts<TLane, TVector>(&call, parts);
        }
        else
        {
            parts = 1;
            RunKernel<TLane, TVector>(&call);
        }

        Workers.Run(g.OutChannels, new LastGradientSumGrains<T>(call.Sums, parts, g.OutChannels, g.Taps, g.InChannels, weightGradient));
    }

    static void RunParts<TLane, TVector>(LastGradientCall<T>* call, long parts)
        where TLane : struct, ITileLane<TVector, T>
        where TVector : struct
    {
        call->Parts = new Split(call->Geometry.Batch, parts);
        call->ImagesOfBlock = Math.Clamp(BytesOfPart / call->BytesOfImage, 1, call->Parts.Largest);
        call->Sums = (T*)Scratch.Get(ScratchSlot.ConvPartials, parts * call->ElementsOfPart * sizeof(T));
        Workers.Run(parts, new LastGradientPartGrains<TLane, TVector, T>(call));
    }

    static void RunKernel<TLane, TVector>(LastGradientCall<T>* call)
        where TLane : struct, ITileLane<TVector, T>
        where TVector : struct
    {
        ConvGeometry g = call->Geometry;
        long images = Math.Clamp(BytesOfBlock / call->BytesOfImage, 1, g.Batch);
        Split blocks = new(g.Batch, (g.Batch + images - 1) / images);
        call->TileBlocks = new Split(call->Tiles.Parts, Math.Clamp(WantedGrains / (g.KernelHeight * call->Panels.Parts), 1, call->Tiles.Parts));
        call->Sums = (T*)Scratch.Get(ScratchSlot.ConvPartials, call->ElementsOfPart * sizeof(T));
        call->Input.Data = (T*)Scratch.Get(ScratchSlot.ConvShared, blocks.Largest * call->BytesOfImage);
        call->Gradient.Data = call->Input.Data + (blocks.Largest * call->Input.ImagePitch);
        for (long i = 0; i < blocks.Parts; i++)
        {
            call->Images = blocks.Size(i);
            call->Accumulate = i > 0;
            LastImageGrains<T> inputs = new(call->SourceAt(blocks.Start(i)), g.InHeight, g.InWidth, call->Images, call->Input);
            Workers.Run(inputs.Count, inputs);
            LastImageGrains<T> gradients = new(call->SourceGradientAt(blocks.Start(i)), 1, call->Gradient.Columns, call->Images, call->Gradient);
            Workers.Run(gradients.Count, gradients);
            Workers.Run(g.KernelHeight * call->Panels.Parts * call->TileBlocks.Parts, new LastGradientGrains<TLane, TVector, T>(call));
        }
    }
}
