using System.Numerics;

namespace Lamina.Cpu.Convolution.ChannelsLast;

/// <summary>Brings images to channels last, some lines a grain.</summary>
internal readonly unsafe struct LastImageGrains<T>(T* source, long sourceLines, long sourceColumns, long count, LastImages<T> images) : IGrains
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    const long ElementsOfGrain = 1 << 14;

    readonly Split _blocks = new(images.Lines, Math.Clamp(images.ImagePitch / ElementsOfGrain, 1, images.Lines));

    public long Count => count * _blocks.Parts;

    public void Run(long grain)
    {
        (long image, long block) = Math.DivRem(grain, _blocks.Parts);
        images.Fill(source + (image * images.Channels * sourceLines * sourceColumns), sourceLines, sourceColumns, image, _blocks.Start(block), _blocks.Size(block));
    }
}
