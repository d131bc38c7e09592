using System.Numerics;

namespace Lamina.Cpu.ChannelsLast;

/// <summary>The gradient of the weights, of blocks of images in turn.</summary>
internal readonly unsafe struct LastGradient<T>(ConvGeometry g, T* input, T* outputGradient, T* weightGradient) : ITileKernel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Images that stand channels last at one time, in the second cache.</summary>
    const long BytesOfBlock = 1 << 20;

    /// <summary>Grains that are wanted where the images can be cut into parts for it.</summary>
    const long WantedGrains = 24;

    /// <summary>Multiply-adds per lane of a vector below which another part does not pay.</summary>
    const long WorkOfPart = 1 << 16;

    public void Run<TLane, TVector>()
        where TLane : struct, ITileLane<TVector, T>
        where TVector : struct
    {
        LastGradientCall<T> call = default;
        (call.Input.Channels, call.Gradient.Channels) = (g.InChannels, g.OutChannels);
        (call.Input.FirstLine, call.Input.FirstColumn) = (-g.PadTop, -g.PadLeft);
        (call.Input.Lines, call.Input.Columns) = (((g.OutHeight - 1) * g.StrideHeight) + g.KernelHeight, ((g.OutWidth - 1) * g.StrideWidth) + g.KernelWidth);
        (call.Gradient.Lines, call.Gradient.Columns) = (1, g.OutHeight * g.OutWidth);
        (call.KernelLines, call.KernelColumns) = (g.KernelHeight, g.KernelWidth);
        (call.LineStep, call.ColumnStep) = (g.StrideHeight, g.StrideWidth);
        (call.OutLines, call.OutColumns) = (g.OutHeight, g.OutWidth);
        long vectors = (call.Segment + TLane.Count - 1) / TLane.Count;
        call.Panels = new Split(vectors, (vectors + TLane.TileVectors - 1) / TLane.TileVectors);

        long bytes = (call.Input.ImagePitch + call.Gradient.ImagePitch) * sizeof(T), images = Math.Clamp(BytesOfBlock / bytes, 1, g.Batch);
        Split blocks = new(g.Batch, (g.Batch + images - 1) / images);
        long work = blocks.Largest * g.OutHeight * g.OutWidth * call.FloatsOfPart / TLane.Count;
        long parts = Math.Clamp(Math.Min(WantedGrains / (call.KernelLines * call.Panels.Parts), work / WorkOfPart), 1, blocks.Size(blocks.Parts - 1));
        call.Sums = (T*)Scratch.Get(ScratchSlot.ConvPartials, parts * call.FloatsOfPart * sizeof(T));
        call.Input.Data = (T*)Scratch.Get(ScratchSlot.ConvShared, blocks.Largest * (bytes + 64));
        call.Gradient.Data = call.Input.Data + (blocks.Largest * call.Input.ImagePitch);
        T* x = input, dy = outputGradient;
        for (long i = 0; i < blocks.Parts; i++)
        {
            long count = blocks.Size(i);
            call.Parts = new Split(count, parts);
            call.Accumulate = i > 0;
            LastImageGrains<T> inputs = new(x, g.InHeight, g.InWidth, count, call.Input), gradients = new(dy, 1, g.OutHeight * g.OutWidth, count, call.Gradient);
            Workers.Run(inputs.Count, inputs);
            Workers.Run(gradients.Count, gradients);
            Workers.Run(parts * call.KernelLines * call.Panels.Parts, new LastGradientGrains<TLane, TVector, T>(&call));
            x += count * g.InChannels * g.InHeight * g.InWidth;
            dy += count * g.OutChannels * g.OutHeight * g.OutWidth;
        }

        Workers.Run(g.OutChannels, new LastGradientSumGrains<T>(call.Sums, parts, g.OutChannels, g.Taps, g.InChannels, weightGradient));
    }
}
