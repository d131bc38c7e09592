using System.Numerics;
using Lamina.Cpu.Products;

namespace Lamina.Cpu.Convolution.ChannelsLast;

/// <summary>For small weights: a part of the images, which the grain itself brings to channels last, block by block; all of the kernel, into sums of its own.</summary>
internal readonly unsafe struct LastGradientPartGrains<TLane, TVector, T>(LastGradientCall<T>* call) : IGrains
    where TLane : struct, ITileLane<TVector, T>
    where TVector : struct
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public void Run(long part)
    {
        ref readonly ConvGeometry g = ref call->Geometry;
        LastImages<T> inputs = call->Input, gradients = call->Gradient;
        inputs.Data = (T*)Scratch.Get(ScratchSlot.ConvTile, call->ImagesOfBlock * call->BytesOfImage);
        gradients.Data = inputs.Data + (call->ImagesOfBlock * inputs.ImagePitch);
        T* sums = call->Sums + (part * call->ElementsOfPart);
        long first = call->Parts.Start(part), end = first + call->Parts.Size(part);
        for (long block = first; block < end; block += call->ImagesOfBlock)
        {
            long images = Math.Min(call->ImagesOfBlock, end - block);
            for (long image = 0; image < images; image++)
            {
                inputs.Fill(call->SourceAt(block + image), g.InHeight, g.InWidth, image, 0, inputs.Lines);
                gradients.Fill(call->SourceGradientAt(block + image), 1, gradients.Columns, image, 0, 1);
            }

            for (long kernelLine = 0; kernelLine < g.KernelHeight; kernelLine++)
                for (long panel = 0; panel < call->Panels.Parts; panel++)
                    LastGradientTiles<TLane, TVector, T>.Run(call, inputs, gradients, images, kernelLine, panel, 0, call->Tiles.Parts, sums, block > first);
        }
    }
}
