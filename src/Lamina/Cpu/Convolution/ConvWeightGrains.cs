using System.Numerics;
using System.Runtime.CompilerServices;
using Lamina.Cpu.Products;

namespace Lamina.Cpu.Convolution;

/// <summary>Operands and cut of the gradient of a convolution's weights.</summary>
internal unsafe struct ConvWeightCall<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public ConvGeometry Geometry;
    public ConvPlanes<T> Planes;
    public T* Input, OutputGradient;

    /// <summary>[slices, out channels, in channels of a group, taps].</summary>
    public T* Sums;

    public long* TapOffsets;
    public Split Images, Rows, Channels;
}

/// <summary>
/// Gradient of the weights: for each out channel, in channel and tap the dot product of the output's gradient with the
/// shifted input over batch and pixels.
/// </summary>
/// <remarks>
/// Order of a sum, by shape and SIMD width alone: the batch is cut into slices of consecutive images; in a slice, lane i sums the
/// columns ≡ i modulo the number of lanes, image by image, line by line, in ascending order with fused multiply-adds;
/// the lanes are added, halving; the slices are added in order.
/// A grain is a slice, a group, a block of out channels and a block of in channels; its lane sums stay in the second cache.
/// </remarks>
internal readonly unsafe struct ConvWeightGrains<TLane, TVector, T>(ConvWeightCall<T>* call) : IGrains
    where TLane : struct, ITileLane<TVector, T>
    where TVector : struct
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    const long BytesOfSums = 512 << 10;

    const long BytesOfPlanes = 512 << 10;

    const long WorkOfGrain = 16384;

    const long MostGrains = 32;

    public static void RunAll(in ConvGeometry g, T* input, T* outputGradient, T* weightGradient)
    {
        long weights = g.OutChannels * g.InChannelsOfGroup * g.Taps;
        if (weights == 0)
            return;
        if (g.Batch == 0 || g.OutHeight == 0 || g.OutWidth == 0)
        {
            for (long i = 0; i < weights; i++)
                weightGradient[i] = T.Zero;
            return;
        }
        int taps = checked((int)g.Taps);
        ConvTap* tap = (ConvTap*)Scratch.Get(ScratchSlot.ConvTaps, taps * (sizeof(ConvTap) + sizeof(ConvPhase)));
        ConvWeightCall<T> call = default;
        call.Geometry = g;
        call.Input = input;
        call.OutputGradient = outputGradient;
        call.Planes = Convolution2d.PlanesOf<T>(g, tap, (ConvPhase*)(tap + taps), LinesWaste(g));
        Plan(&call, tap, taps);
        long slices = call.Images.Parts;
        call.Sums = slices == 1 ? weightGradient : (T*)Scratch.Get(ScratchSlot.ConvPartials, slices * weights * sizeof(T));
        Workers.Run(slices * g.Groups * call.Rows.Parts * call.Channels.Parts, new ConvWeightGrains<TLane, TVector, T>(&call));
        if (slices > 1)
            AddSlices(call.Sums, slices, weights, weightGradient);
    }

    /// <summary>Whether the lanes that lie idle at line ends cost more than planes by kernel column, where lines join.</summary>
    static bool LinesWaste(in ConvGeometry g)
    {
        double idle = (double)Ceiling(g.OutWidth, TLane.Count) * TLane.Count / g.OutWidth - 1;
        return g.OutHeight > 1 && 6.0 / (g.OutChannelsOfGroup * g.KernelHeight) < idle;
    }

    static void Plan(ConvWeightCall<T>* call, ConvTap* tap, int taps)
    {
        ConvGeometry g = call->Geometry;
        ConvPlanes<T>* planes = &call->Planes;
        long spanLines = 0, spanColumns = 0;
        for (int t = 0; t < taps; t++)
        {
            spanLines = Math.Max(spanLines, tap[t].Line);
            spanColumns = Math.Max(spanColumns, tap[t].Column);
        }
        planes->InPlace = planes->FitsInPlace(g.OutHeight + spanLines, g.OutWidth + spanColumns);
        planes->Height = planes->InPlace ? g.InHeight : g.OutHeight + spanLines;
        planes->Width = planes->InPlace ? g.InWidth : g.OutWidth + spanColumns;
        call->TapOffsets = (long*)Scratch.Get(ScratchSlot.Offsets, taps * sizeof(long));
        for (int t = 0; t < taps; t++)
            call->TapOffsets[t] = planes->Offset(tap[t]);

        long rows = g.OutChannelsOfGroup, channels = g.InChannelsOfGroup;
        call->Rows = new Split(rows, Ceiling(rows, 64));
        long bytesOfChannel = call->Rows.Largest * taps * TLane.Count * sizeof(T);
        long fewest = Math.Max(
            Ceiling(channels * bytesOfChannel, BytesOfSums), Ceiling(channels * planes->ChannelPitch * sizeof(T), BytesOfPlanes));
        call->Channels = new Split(channels, Math.Clamp(fewest, 1, channels));
        double work = (double)g.Batch * g.OutHeight * g.OutWidth * g.OutChannels * channels * taps / TLane.Count;
        long wanted = (long)Math.Clamp(work / WorkOfGrain, 1, MostGrains);
        call->Images = new Split(g.Batch, Math.Clamp(wanted / (g.Groups * call->Rows.Parts * call->Channels.Parts), 1, g.Batch));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(long grain)
    {
        ConvGeometry* g = &call->Geometry;
        (grain, long channelBlock) = Math.DivRem(grain, call->Channels.Parts);
        (grain, long rowBlock) = Math.DivRem(grain, call->Rows.Parts);
        (long slice, long group) = Math.DivRem(grain, g->Groups);
        long firstRow = call->Rows.Start(rowBlock), rows = call->Rows.Size(rowBlock);
        long firstChannel = call->Channels.Start(channelBlock), channels = call->Channels.Size(channelBlock);
        long taps = g->Taps, depth = channels * taps;
        int lanes = TLane.Count;

        long pixels = g->OutHeight * g->OutWidth;
        ConvDotBlock block = default;
        block.Lines = g->OutHeight;
        block.Columns = g->OutWidth;
        block.LineA = g->OutWidth;
        block.RowA = pixels;
        block.LineB = call->Planes.Width;
        if (block.LineB == block.Columns)
            (block.Lines, block.Columns) = (1, pixels);

        long pitch = depth * lanes;
        T* sums = (T*)Scratch.Get(ScratchSlot.PackedA, rows * pitch * sizeof(T));
        new Span<T>(sums, checked((int)(rows * pitch))).Clear();
        long* offsets = (long*)Scratch.Get(ScratchSlot.PackedB, depth * sizeof(long));
        for (long c = 0; c < channels; c++)
            for (long t = 0; t < taps; t++)
                offsets[c * taps + t] = c * call->Planes.ChannelPitch + call->TapOffsets[t];

        Split rowTiles = new(rows, Ceiling(rows, ConvDotTable<TLane, TVector, T>.Rows));
        Split tapTiles = new(depth, Ceiling(depth, ConvDotTable<TLane, TVector, T>.Taps));
        long firstImage = call->Images.Start(slice), endImage = firstImage + call->Images.Size(slice);
        for (long image = firstImage; image < endImage; image++)
        {
            T* gradient = call->OutputGradient + (image * g->OutChannels + group * g->OutChannelsOfGroup + firstRow) * pixels;
            T* source = call->Input + (image * g->InChannels + group * g->InChannelsOfGroup + firstChannel) * g->InHeight * g->InWidth;
            if (!call->Planes.InPlace)
            {
                T* planes = (T*)Scratch.Get(ScratchSlot.ConvTile, (channels * call->Planes.ChannelPitch + lanes) * sizeof(T));
                call->Planes.Copy<TLane, TVector>(source, channels, 0, call->Planes.Height, planes);
                source = planes;
            }
            for (long r = 0; r < rowTiles.Parts; r++)
            {
                long row = rowTiles.Start(r);
                int height = (int)rowTiles.Size(r);
                for (long t = 0; t < tapTiles.Parts; t++)
                {
                    long first = tapTiles.Start(t);
                    ConvDotTable<TLane, TVector, T>.Get(height, (int)tapTiles.Size(t))(
                        &block, gradient + row * pixels, source, offsets + first, sums + row * pitch + first * lanes, pitch);
                }
            }
        }

        T* target = call->Sums + (slice * g->OutChannels + group * g->OutChannelsOfGroup + firstRow) * g->InChannelsOfGroup * taps
            + firstChannel * taps;
        for (long row = 0; row < rows; row++)
            LaneSums<TLane, TVector, T>.Each(sums + row * pitch, depth, target + row * g->InChannelsOfGroup * taps);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void AddSlices(T* slices, long count, long length, T* sum)
    {
        int lanes = TLane.Count;
        for (long i = 0; i < length; i += lanes)
        {
            TVector mask = TLane.Mask((int)Math.Min(lanes, length - i));
            TVector total = TLane.LoadMasked(slices + i, mask);
            for (long s = 1; s < count; s++)
                total = TLane.Add(total, TLane.LoadMasked(slices + s * length + i, mask));
            TLane.StoreMasked(sum + i, mask, total);
        }
    }

    static long Ceiling(long value, long unit) => (value + unit - 1) / unit;
}
