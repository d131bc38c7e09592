using System.Numerics;

namespace Lamina.Cpu.Convolution.ChannelsLast;

/// <summary>Operands and cut of the gradient of the weights.</summary>
internal unsafe struct LastGradientCall<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public ConvGeometry Geometry;

    /// <summary>[image, channel, line, column].</summary>
    public T* Source, SourceGradient;

    /// <summary>How the input stands channels last, with its border, and the output's gradient, without.</summary>
    public LastImages<T> Input, Gradient;

    /// <summary>Sums [row, kernel line, kernel column, channel]; of each part, one after the other.</summary>
    public T* Sums;

    /// <summary>What stands in the sums already counts.</summary>
    public bool Accumulate;

    /// <summary>Images at hand, or cut into parts that are summed apart.</summary>
    public long Images;

    public Split Parts;

    /// <summary>Images of a part that are channels last at a time.</summary>
    public long ImagesOfBlock;

    /// <summary>Columns and channels of a kernel line as vectors, cut into what a tile has.</summary>
    public Split Panels;

    /// <summary>Rows, cut into those of a tile; tiles, cut into those of a grain.</summary>
    public Split Tiles, TileBlocks;

    /// <summary>Columns and channels of a kernel line.</summary>
    public readonly long Segment => Geometry.KernelWidth * Geometry.InChannels;

    public readonly long ElementsOfPart => Geometry.OutChannels * Geometry.KernelHeight * Segment;

    public readonly long BytesOfImage => (Input.ImagePitch + Gradient.ImagePitch) * sizeof(T);

    /// <summary>The first element of an image of the input; of an image of the output's gradient.</summary>
    public readonly T* SourceAt(long image) => Source + (image * Geometry.InChannels * Geometry.InHeight * Geometry.InWidth);

    public readonly T* SourceGradientAt(long image) => SourceGradient + (image * Gradient.ImagePitch);
}
