using System.Numerics;
using System.Runtime.CompilerServices;
using Lamina.Cpu.Products;

namespace Lamina.Cpu.Convolution;

/// <summary>Runs a <see cref="ConvPass{T}"/>. A grain is a block of lines and of channels of one group and one image, or a few small ones.</summary>
internal readonly unsafe struct ConvPassGrains<TLane, TVector, T>(ConvPass<T>* pass) : IGrains
    where TLane : struct, ITileLane<TVector, T>
    where TVector : struct
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    const long DepthOfBlock = 256;

    /// <summary>Bytes of source planes and of sums that a grain should keep in the second cache.</summary>
    const long BytesOfGrain = 768 << 10;

    /// <summary>With fewer tiles of rows, reading the source in place is cheaper.</summary>
    const long FewestTilesToPack = 6;

    const long PixelsOfGrain = 256;

    const long WorkOfGrain = 8192;

    public static void RunPass(ConvPass<T>* pass)
    {
        if (pass->Batch <= 0 || pass->Groups <= 0 || pass->Rows <= 0 || pass->Lines <= 0 || pass->Columns <= 0)
            return;
        Plan(pass);
        long* offsets = (long*)Scratch.Get(ScratchSlot.Offsets, pass->Depth * sizeof(long));
        pass->Offsets = offsets;
        for (int t = 0; t < pass->Taps; t++)
        {
            long start = pass->Planes.Offset(pass->Tap[t]);
            for (long c = 0; c < pass->Channels; c++)
                *offsets++ = c * pass->Planes.ChannelPitch + start;
        }
        Workers.Run(
            pass->ImageBlocks.Parts * pass->Groups * pass->LineBlocks.Parts * pass->RowBlocks.Parts, new ConvPassGrains<TLane, TVector, T>(pass));
    }

    /// <summary>Cuts the work: a function of the sizes and the SIMD width alone.</summary>
    static void Plan(ConvPass<T>* pass)
    {
        long spanLines = 0, spanColumns = 0;
        for (int t = 0; t < pass->Taps; t++)
        {
            spanLines = Math.Max(spanLines, pass->Tap[t].Line);
            spanColumns = Math.Max(spanColumns, pass->Tap[t].Column);
        }
        pass->Planes.InPlace = pass->Planes.FitsInPlace(pass->Lines + spanLines, pass->Columns + spanColumns);
        pass->Planes.Width = pass->Planes.InPlace ? pass->Planes.SourceWidth : pass->Columns + spanColumns;

        pass->RowTiles = new Split(pass->Rows, Ceiling(pass->Rows, TLane.TileRows));
        pass->Depths = new Split(pass->Depth, Math.Max(1, Ceiling(pass->Depth, DepthOfBlock + DepthOfBlock / 2)));

        long bytesOfLine = (pass->Channels * pass->Planes.Phases + pass->Rows) * pass->Planes.Width * sizeof(T);
        double work = (double)pass->Rows * pass->Depth * pass->Lines * pass->Columns / TLane.Count;
        pass->Direct = pass->ColumnStep == 1 && pass->Planes.Width == pass->Columns && pass->LineStep == pass->Columns;
        // Large weights over small images: several images share the way of the weights through the caches.
        long imagesOfGrain = 1;
        if (pass->Direct && pass->Rows * pass->Depth * sizeof(T) > 1 << 20)
            imagesOfGrain = Math.Max(1, PixelsOfGrain / (pass->Lines * pass->Columns));
        pass->ImageBlocks = new Split(pass->Batch, Ceiling(pass->Batch, imagesOfGrain));
        long images = pass->ImageBlocks.Parts * pass->Groups;
        long wanted = (long)Math.Clamp(work * pass->Batch * pass->Groups / WorkOfGrain, 1, 32);
        long blocks = Math.Max(Ceiling(wanted, images), Ceiling(pass->Lines * bytesOfLine, BytesOfGrain));
        // At least four vectors of columns a block, and no more lines copied twice than once.
        long fewest = Math.Max(Ceiling(4 * TLane.Count, pass->Planes.Width), pass->Planes.InPlace ? 1 : spanLines);
        blocks = Math.Clamp(blocks, 1, Math.Max(1, pass->Lines / Math.Max(1, fewest)));
        pass->LineBlocks = new Split(pass->Lines, blocks);
        long rowBlocks = Math.Clamp(Ceiling(wanted, images * blocks), 1, Math.Max(1, pass->RowTiles.Parts / 2));
        pass->RowBlocks = new Split(pass->RowTiles.Parts, rowBlocks);

        pass->Planes.Height = pass->Planes.InPlace ? pass->Planes.SourceHeight : pass->LineBlocks.Largest + spanLines;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(long grain)
    {
        (grain, long rowBlock) = Math.DivRem(grain, pass->RowBlocks.Parts);
        (grain, long lineBlock) = Math.DivRem(grain, pass->LineBlocks.Parts);
        (long imageBlock, long group) = Math.DivRem(grain, pass->Groups);
        long firstImage = pass->ImageBlocks.Start(imageBlock), images = pass->ImageBlocks.Size(imageBlock);
        long firstLine = pass->LineBlocks.Start(lineBlock), lines = pass->LineBlocks.Size(lineBlock);
        long firstTile = pass->RowBlocks.Start(rowBlock), tiles = pass->RowBlocks.Size(rowBlock);
        long firstRow = pass->RowTiles.Start(firstTile), rows = pass->RowTiles.Start(firstTile + tiles) - firstRow;

        long sourceStep = pass->Channels * pass->Planes.SourceHeight * pass->Planes.SourceWidth;
        T* source = pass->Source + (firstImage * pass->Groups + group) * sourceStep;
        sourceStep *= pass->Groups;
        if (pass->Planes.InPlace)
            source += firstLine * pass->Planes.SourceWidth;
        else
        {
            long step = pass->Channels * pass->Planes.ChannelPitch;
            T* planes = (T*)Scratch.Get(ScratchSlot.ConvTile, (images * step + TLane.Count) * sizeof(T));
            for (long image = 0; image < images; image++)
                pass->Planes.Copy<TLane, TVector>(
                    source + image * sourceStep, pass->Channels, firstLine, pass->Planes.Height - pass->LineBlocks.Largest + lines, planes + image * step);
            source = planes;
            sourceStep = step;
        }

        T* target = pass->Target + firstImage * pass->ImageStep + (group * pass->Rows + firstRow) * pass->ChannelStep + firstLine * pass->LineStep;
        T* bias = pass->Bias == null ? null : pass->Bias + group * pass->Rows + firstRow;
        T* weights = pass->Weights + (group * pass->Rows + firstRow) * pass->WeightPitch;

        long width = (lines - 1) * pass->Planes.Width + pass->Columns;
        long sumPitch = pass->ChannelStep;
        T* sums = target;
        if (!pass->Direct)
        {
            sumPitch = (width + 15) & ~15L;
            sums = (T*)Scratch.Get(ScratchSlot.ProductTile, rows * sumPitch * sizeof(T));
        }

        TileBlock block = default;
        block.RowStrideA = pass->WeightPitch;
        block.DepthStrideA = 1;
        block.RowStrideC = sumPitch;
        int lanes = TLane.Count;
        long vectors = Ceiling(width, lanes);
        Split panels = new(vectors, Ceiling(vectors, TLane.TileVectors));
        long panelsOfAll = images * panels.Parts;
        T* packed = tiles >= FewestTilesToPack ? (T*)Scratch.Get(ScratchSlot.PackedB, panels.Largest * lanes * pass->Depths.Largest * sizeof(T)) : null;
        for (long d = 0; d < pass->Depths.Parts; d++)
        {
            long k = pass->Depths.Start(d);
            block.Depth = pass->Depths.Size(d);
            block.OffsetsB = pass->Offsets + k;
            block.Accumulate = d > 0;
            bool last = d == pass->Depths.Parts - 1;
            for (long q = 0; q < panelsOfAll; q++)
            {
                (long image, long p) = Math.DivRem(q, panels.Parts);
                long first = panels.Start(p) * lanes;
                int count = (int)panels.Size(p);
                block.Tail = (int)Math.Min(count * lanes, width - first) - (count - 1) * lanes;
                bool partial = block.Tail != lanes;
                T* panel = source + image * sourceStep + first;
                if (packed != null)
                {
                    Pack(panel, block.OffsetsB, block.Depth, count, block.Tail, packed);
                    panel = packed;
                    block.DepthStrideB = count * lanes;
                }
                for (long t = 0; t < tiles; t++)
                {
                    long row = pass->RowTiles.Start(firstTile + t) - firstRow;
                    int height = (int)pass->RowTiles.Size(firstTile + t);
                    TileTable<TLane, TVector, T>.Get(height, count, partial, packed == null ? TileWalk.Offsets : TileWalk.Strides)(
                        &block, weights + row * pass->WeightPitch + k, panel,
                        sums + image * pass->ImageStep + row * sumPitch + first, null, last && bias != null ? bias + row : null);
                }
            }
        }
        if (!pass->Direct)
            Store(sums, sumPitch, rows, lines, target);
    }

    /// <summary>Copies the panel into one dense strip, which many tiles of rows then read from the first cache.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Pack(T* source, long* offsets, long depth, int vectors, int tail, T* packed)
    {
        int lanes = TLane.Count;
        TVector mask = TLane.Mask(tail);
        for (long k = 0; k < depth; k++, packed += vectors * lanes)
        {
            T* from = source + offsets[k];
            if (vectors > 1)
                TLane.Store(packed, TLane.Load(from));
            if (vectors > 2)
                TLane.Store(packed + lanes, TLane.Load(from + lanes));
            TLane.Store(packed + (vectors - 1) * lanes, TLane.LoadMasked(from + (vectors - 1) * lanes, mask));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void Store(T* sums, long sumPitch, long rows, long lines, T* target)
    {
        int columns = (int)pass->Columns;
        int lanes = TLane.Count;
        TVector mask = TLane.Mask((columns - 1) % lanes + 1);
        for (long row = 0; row < rows; row++)
            for (long i = 0; i < lines; i++)
            {
                T* from = sums + row * sumPitch + i * pass->Planes.Width;
                T* to = target + row * pass->ChannelStep + i * pass->LineStep;
                if (pass->ColumnStep == 1)
                {
                    int j = 0;
                    for (; j < columns - lanes; j += lanes)
                        TLane.Store(to + j, TLane.Load(from + j));
                    TLane.StoreMasked(to + j, mask, TLane.LoadMasked(from + j, mask));
                }
                else
                    for (int j = 0; j < columns; j++)
                        to[j * pass->ColumnStep] = from[j];
            }
    }

    static long Ceiling(long value, long unit) => (value + unit - 1) / unit;
}
