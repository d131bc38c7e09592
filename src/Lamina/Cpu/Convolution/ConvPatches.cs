using System.Numerics;
using Lamina.Cpu.Products;

namespace Lamina.Cpu.Convolution;

/// <summary>
/// Convolution of small pictures as matrix products. What the kernel sees at each output of several images is a column of a
/// matrix of patches [in channel and tap, image and output], small enough to stay in the caches; forward is weights ·
/// patches, the gradient of the weights is output gradient · patchesᵀ, and that of the input is weightsᵀ · output gradient,
/// added up where patches overlap. Where the kernel covers the picture, the pictures themselves are the patches.
/// </summary>
/// <remarks>
/// Lines of a few pixels leave the vectors of <see cref="ConvPass{T}"/> half empty, and the weights come anew for every
/// image; here lines and images stand side by side. Images come in blocks, cut by sizes alone; blocks are added in order.
/// </remarks>
internal static unsafe class ConvPatches
{
    const long BytesOfBlock = 8 << 20;

    /// <summary>Weights from which the forward pass gains: below, its direct form keeps them in the caches. Measured.</summary>
    public const long ForwardPays = 1 << 18;

    /// <summary>Weights from which the gradient of the input gains: its patches are added up again. Measured.</summary>
    const long InputGradientPays = 1 << 17;

    /// <summary>Weights from which their gradient gains. Measured.</summary>
    public const long WeightGradientPays = 1 << 12;

    /// <summary>Whether this is the way for a convolution, in a pass that gains from so many weights on; by sizes alone.</summary>
    public static bool Serve(in ConvGeometry g, long pays)
        => g.Groups == 1 && g.Batch > 0
        && (CoverPictures(g) || (g.OutWidth is > 0 and < 16 && g.OutHeight > 0 && g.OutChannels >= 32 && (g.Taps == 1 || g.InChannels * g.OutChannels * g.Taps >= pays)));

    /// <summary>Whether this is the way for the gradient of the input: also where it has so few channels that they would leave a tile's rows empty.</summary>
    public static bool ServeInputGradient(in ConvGeometry g)
        => Serve(g, InputGradientPays) || g is { Groups: 1, Batch: > 0, InChannels: < 4, OutChannels: >= 32, OutHeight: > 0, OutWidth: > 0 };

    /// <summary>Whether each image is one patch.</summary>
    static bool CoverPictures(in ConvGeometry g)
        => g is { OutHeight: 1, OutWidth: 1, PadTop: 0, PadLeft: 0, PadBottom: 0, PadRight: 0 } && g.KernelHeight == g.InHeight && g.KernelWidth == g.InWidth;

    public static void Forward<T>(in ConvGeometry g, T* input, T* weights, T* bias, T* output)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        long depth = g.InChannels * g.Taps, pixels = g.OutHeight * g.OutWidth;
        MatrixView<T> w = new(weights, depth, 1);
        if (CoverPictures(g))
        {
            MatrixProduct.Run(g.Batch, g.OutChannels, depth, new(input, depth, 1), w.Transposed, new MatrixView<T>(output, g.OutChannels, 1), columnBias: bias);
            return;
        }

        Split blocks = Blocks<T>(g);
        for (long i = 0; i < blocks.Parts; i++)
        {
            long first = blocks.Start(i), images = blocks.Size(i), pitch = Pitch(images * pixels);
            T* patches = Gather(g, images, input + first * g.InChannels * g.InHeight * g.InWidth, pitch);
            T* to = output + first * g.OutChannels * pixels;
            T* sums = images == 1 ? to : (T*)Scratch.Get(ScratchSlot.ConvPartials, g.OutChannels * pitch * sizeof(T));
            long sumPitch = images == 1 ? pixels : pitch;
            MatrixProduct.Run(g.OutChannels, images * pixels, depth, w, new(patches, pitch, 1), new MatrixView<T>(sums, sumPitch, 1), rowBias: bias);
            if (images > 1)
                Workers.Run(g.OutChannels, new Regroup<T>(sums, pitch, to, images, g.OutChannels, pixels, toImages: true));
        }
    }

    public static void InputGradient<T>(in ConvGeometry g, T* outputGradient, T* weights, T* inputGradient)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        long depth = g.InChannels * g.Taps, pixels = g.OutHeight * g.OutWidth;
        MatrixView<T> w = new(weights, depth, 1);
        if (CoverPictures(g))
        {
            MatrixProduct.Run(g.Batch, depth, g.OutChannels, new(outputGradient, g.OutChannels, 1), w, new MatrixView<T>(inputGradient, depth, 1));
            return;
        }

        Split blocks = Blocks<T>(g);
        for (long i = 0; i < blocks.Parts; i++)
        {
            long first = blocks.Start(i), images = blocks.Size(i), pitch = Pitch(images * pixels);
            MatrixView<T> gradient = ByChannel(g, images, outputGradient + first * g.OutChannels * pixels, pitch);
            T* patches = (T*)Scratch.Get(ScratchSlot.ConvShared, depth * pitch * sizeof(T));
            MatrixProduct.Run(depth, images * pixels, g.OutChannels, w.Transposed, gradient, new MatrixView<T>(patches, pitch, 1));
            Scatter(g, images, patches, pitch, inputGradient + first * g.InChannels * g.InHeight * g.InWidth);
        }
    }

    public static void WeightGradient<T>(in ConvGeometry g, T* input, T* outputGradient, T* weightGradient)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        long depth = g.InChannels * g.Taps, pixels = g.OutHeight * g.OutWidth;
        MatrixView<T> w = new(weightGradient, depth, 1);
        if (CoverPictures(g))
        {
            MatrixProduct.Run(g.OutChannels, depth, g.Batch, new MatrixView<T>(outputGradient, g.OutChannels, 1).Transposed, new(input, depth, 1), w);
            return;
        }

        Split blocks = Blocks<T>(g);
        for (long i = 0; i < blocks.Parts; i++)
        {
            long first = blocks.Start(i), images = blocks.Size(i), pitch = Pitch(images * pixels);
            MatrixView<T> gradient = ByChannel(g, images, outputGradient + first * g.OutChannels * pixels, pitch);
            T* patches = Gather(g, images, input + first * g.InChannels * g.InHeight * g.InWidth, pitch);
            MatrixProduct.Run(g.OutChannels, depth, images * pixels, gradient, new MatrixView<T>(patches, pitch, 1).Transposed, w, accumulate: i > 0);
        }
    }

    static Split Blocks<T>(in ConvGeometry g)
        where T : unmanaged
    {
        long images = Math.Clamp(BytesOfBlock / (g.InChannels * g.Taps * g.OutHeight * g.OutWidth * sizeof(T)), 1, g.Batch);
        return new Split(g.Batch, (g.Batch + images - 1) / images);
    }

    // Room for a vector that spills over the end; and rows a multiple of a kilobyte apart would fight for the same cache sets.
    static long Pitch(long columns) => ((columns + 31) & ~15L) is var pitch && (pitch & 255) == 0 ? pitch + 16 : pitch;

    /// <summary>The gradient of some images as a matrix [out channel, image and output].</summary>
    static MatrixView<T> ByChannel<T>(in ConvGeometry g, long images, T* gradient, long pitch)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        long pixels = g.OutHeight * g.OutWidth;
        if (images == 1)
            return new(gradient, pixels, 1);
        T* rows = (T*)Scratch.Get(ScratchSlot.ConvPartials, g.OutChannels * pitch * sizeof(T));
        Workers.Run(g.OutChannels, new Regroup<T>(rows, pitch, gradient, images, g.OutChannels, pixels, toImages: false));
        return new(rows, pitch, 1);
    }

    static T* Gather<T>(in ConvGeometry g, long images, T* input, long pitch)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T* patches = (T*)Scratch.Get(ScratchSlot.ConvShared, g.InChannels * g.Taps * pitch * sizeof(T));
        Move(g, images, input, patches, pitch, gather: true);
        return patches;
    }

    static void Scatter<T>(in ConvGeometry g, long images, T* patches, long pitch, T* inputGradient)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => Move(g, images, inputGradient, patches, pitch, gather: false);

    static void Move<T>(in ConvGeometry g, long images, T* picture, T* patches, long pitch, bool gather)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ConvTap* taps = (ConvTap*)Scratch.Get(ScratchSlot.ConvTaps, g.Taps * (sizeof(ConvTap) + sizeof(ConvPhase)));
        ConvPlanes<T> planes = Convolution2d.PlanesOf<T>(g, taps, (ConvPhase*)(taps + g.Taps), byColumn: true);
        (planes.Height, planes.Width) = (g.OutHeight, g.OutWidth);
        for (long t = 0; t < g.Taps; t++)
            planes.Height = Math.Max(planes.Height, g.OutHeight + taps[t].Line);

        TileLanes.Run<Mover<T>, T>(new(g, images, picture, patches, pitch, planes, taps, gather));
    }

    readonly struct Mover<T>(ConvGeometry g, long images, T* picture, T* patches, long pitch, ConvPlanes<T> planes, ConvTap* taps, bool gather) : ITileKernel<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public void Run<TLane, TVector>()
            where TLane : struct, ITileLane<TVector, T>
            where TVector : struct => Workers.Run(g.InChannels, new ConvPatchGrains<TLane, TVector, T>(g, images, picture, patches, pitch, planes, taps, gather));
    }

    /// <summary>Moves one channel between [channel, image, pixel] and [image, channel, pixel].</summary>
    readonly struct Regroup<T>(T* rows, long pitch, T* pictures, long images, long channels, long pixels, bool toImages) : IGrains
        where T : unmanaged
    {
        public void Run(long channel)
        {
            long bytes = pixels * sizeof(T);
            for (long image = 0; image < images; image++)
            {
                T* row = rows + channel * pitch + image * pixels, picture = pictures + (image * channels + channel) * pixels;
                if (toImages)
                    Buffer.MemoryCopy(row, picture, bytes, bytes);
                else
                    Buffer.MemoryCopy(picture, row, bytes, bytes);
            }
        }
    }
}
