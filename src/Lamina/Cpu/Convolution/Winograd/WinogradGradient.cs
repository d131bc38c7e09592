using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Lamina.Cpu.Products;

namespace Lamina.Cpu.Convolution.Winograd;

/// <summary>
/// The gradient of 3×3 kernels: the inputs and the output's gradients of all tiles go to the 36 points, at each of which their product over tiles is the
/// gradient of the kernels there; that goes back to the taps.
/// </summary>
/// <remarks>Tiles come in blocks of whole images, cut by sizes alone, that are added in order.</remarks>
internal static unsafe class WinogradGradient
{
    const long BytesOfBlock = 12 << 20;

    public static void Run(in ConvGeometry g, float* input, float* outputGradient, float* weightGradient)
    {
        TileGrid one = GridOf(g, 1);
        long channels = g.InChannels + g.OutChannels;
        long images = Math.Clamp(BytesOfBlock / (TileGrid.PointCount * channels * one.OfImage * sizeof(float)), 1, g.Batch);
        Split blocks = new(g.Batch, (g.Batch + images - 1) / images);
        long columns = Padded(g.InChannels), pitch = g.OutChannels * columns;
        float* sums = (float*)Scratch.Get(ScratchSlot.ConvPartials, TileGrid.PointCount * pitch * sizeof(float));
        for (long i = 0; i < blocks.Parts; i++)
        {
            long first = blocks.Start(i);
            TileGrid grid = GridOf(g, blocks.Size(i));

            // An odd number of vectors, so that rows do not fight for the same cache sets.
            long tiles = ((grid.Count + 15) / 16 * 16) is var whole && whole % 32 == 0 ? whole + 16 : whole;
            float* points = (float*)Scratch.Get(ScratchSlot.ConvShared, TileGrid.PointCount * channels * tiles * sizeof(float));
            TileGrains grains = new(
                grid, tiles, g.InChannels, g.OutChannels, input + (first * g.InChannels * g.InHeight * g.InWidth), g.InHeight * g.InWidth,
                outputGradient + (first * g.OutChannels * g.OutHeight * g.OutWidth), g.OutHeight * g.OutWidth, points);
            Workers.Run(channels, grains);
            MatrixProduct.RunBatch(
                TileGrid.PointCount, g.OutChannels, g.InChannels, grid.Count,
                new(points + (g.InChannels * tiles), tiles, 1), channels * tiles, new MatrixView<float>(points, tiles, 1).Transposed, channels * tiles,
                new MatrixView<float>(sums, columns, 1), pitch, accumulate: i > 0);
        }

        Workers.Run(g.OutChannels, new KernelGrains(sums, pitch, columns, g.InChannels, weightGradient));
    }

    static TileGrid GridOf(in ConvGeometry g, long images) => new(images, g.InHeight, g.InWidth, g.OutHeight, g.OutWidth, g.PadTop, g.PadLeft);

    static long Padded(long channels) => (channels + 15) & ~15L;

    /// <summary>Brings one channel, of the inputs or then of the gradients, to the points: [point, channel, tile].</summary>
    readonly struct TileGrains(
        TileGrid grid, long tiles, long inChannels, long outChannels, float* input, long inPixels, float* gradient, long outPixels, float* points) : IGrains
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run(long channel)
        {
            float* strips = (float*)Scratch.Get(ScratchSlot.ConvTile, TileGrid.StripFloats * sizeof(float));
            TileRun* runs = stackalloc TileRun[TileGrid.MostTiles];
            float* to = points + (channel * tiles);
            long pitch = (inChannels + outChannels) * tiles, count = grid.Count;
            for (long first = 0; first < count; first += TileGrid.MostTiles)
            {
                int some = (int)Math.Min(TileGrid.MostTiles, count - first), parts = grid.Runs(first, some, runs);
                if (channel < inChannels)
                    grid.TransformInput(input + (channel * inPixels), inChannels * inPixels, runs, parts, some, strips, to + first, pitch);
                else
                    grid.TransformOutputGradient(gradient + ((channel - inChannels) * outPixels), outChannels * outPixels, runs, parts, some, strips, to + first, pitch);
            }
        }
    }

    /// <summary>Takes the gradients of one out channel's kernels back from the points to the taps, sixteen in channels at a time.</summary>
    readonly struct KernelGrains(float* sums, long pitch, long columns, long inChannels, float* gradient) : IGrains
    {
        const int Lanes = 16;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run(long channel)
        {
            float* half = stackalloc float[18 * Lanes], taps = stackalloc float[9 * Lanes];
            float* to = gradient + (channel * inChannels * 9);
            for (long first = 0; first < inChannels; first += Lanes, to += 9 * Lanes)
            {
                float* from = sums + (channel * columns) + first;
                for (int x = 0; x < 6; x++)
                    ToTaps(from + (x * pitch), 6 * pitch, half + (x * Lanes), 6 * Lanes);
                for (int y = 0; y < 3; y++)
                    ToTaps(half + (y * 6 * Lanes), Lanes, taps + (y * 3 * Lanes), Lanes);
                long count = Math.Min(Lanes, inChannels - first);
                for (long c = 0; c < count; c++)
                    for (int tap = 0; tap < 9; tap++)
                        to[(c * 9) + tap] = taps[(tap * Lanes) + c];
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static void ToTaps(float* from, long step, float* to, int toStep)
        {
            Points.ToKernelGradient(from, step, out Vector512<float> y0, out Vector512<float> y1, out Vector512<float> y2);
            y0.Store(to);
            y1.Store(to + toStep);
            y2.Store(to + (2 * toStep));
        }
    }
}
