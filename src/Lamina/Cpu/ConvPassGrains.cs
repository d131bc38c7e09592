using System.Numerics;
using System.Runtime.CompilerServices;

namespace Lamina.Cpu;

/// <summary>Runs a <see cref="ConvPass{T}"/>. A grain is a block of lines and of channels of one image and group.</summary>
internal readonly unsafe struct ConvPassGrains<TLane, TVector, T>(ConvPass<T>* pass) : IGrains
    where TLane : struct, ITileLane<TVector, T>
    where TVector : struct
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    const long DepthOfBlock = 256;

    /// <summary>Bytes of source planes and of sums that a grain should keep in the second cache.</summary>
    const long BytesOfGrain = 768 << 10;

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
            pass->Batch * pass->Groups * pass->LineBlocks.Parts * pass->RowBlocks.Parts, new ConvPassGrains<TLane, TVector, T>(pass));
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
        long images = pass->Batch * pass->Groups;
        long wanted = (long)Math.Clamp(work * images / WorkOfGrain, 1, 32);
        long blocks = Math.Max(Ceiling(wanted, images), Ceiling(pass->Lines * bytesOfLine, BytesOfGrain));
        // At least four vectors of columns a block, and no more lines copied twice than once.
        long fewest = Math.Max(Ceiling(4 * TLane.Count, pass->Planes.Width), pass->Planes.InPlace ? 1 : spanLines);
        blocks = Math.Clamp(blocks, 1, Math.Max(1, pass->Lines / Math.Max(1, fewest)));
        pass->LineBlocks = new Split(pass->Lines, blocks);
        long rowBlocks = Math.Clamp(Ceiling(wanted, images * blocks), 1, Math.Max(1, pass->RowTiles.Parts / 2));
        pass->RowBlocks = new Split(pass->RowTiles.Parts, rowBlocks);

        pass->Planes.Height = pass->Planes.InPlace ? pass->Planes.SourceHeight : pass->LineBlocks.Largest + spanLines;
        pass->Direct = pass->ColumnStep == 1 && pass->Planes.Width == pass->Columns && pass->LineStep == pass->Columns;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(long grain)
    {
        (grain, long rowBlock) = Math.DivRem(grain, pass->RowBlocks.Parts);
        (grain, long lineBlock) = Math.DivRem(grain, pass->LineBlocks.Parts);
        (long image, long group) = Math.DivRem(grain, pass->Groups);
        long firstLine = pass->LineBlocks.Start(lineBlock), lines = pass->LineBlocks.Size(lineBlock);
        long firstTile = pass->RowBlocks.Start(rowBlock), tiles = pass->RowBlocks.Size(rowBlock);
        long firstRow = pass->RowTiles.Start(firstTile), rows = pass->RowTiles.Start(firstTile + tiles) - firstRow;

        T* source = pass->Source + grain * pass->Channels * pass->Planes.SourceHeight * pass->Planes.SourceWidth;
        if (pass->Planes.InPlace)
            source += firstLine * pass->Planes.SourceWidth;
        else
        {
            T* planes = (T*)Scratch.Get(ScratchSlot.ConvTile, pass->Channels * pass->Planes.ChannelPitch * sizeof(T));
            pass->Planes.Copy(source, pass->Channels, firstLine, pass->Planes.Height - pass->LineBlocks.Largest + lines, planes);
            source = planes;
        }

        T* target = pass->Target + image * pass->ImageStep + (group * pass->Rows + firstRow) * pass->ChannelStep + firstLine * pass->LineStep;
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
        for (long d = 0; d < pass->Depths.Parts; d++)
        {
            long k = pass->Depths.Start(d);
            block.Depth = pass->Depths.Size(d);
            block.OffsetsB = pass->Offsets + k;
            block.Accumulate = d > 0;
            bool last = d == pass->Depths.Parts - 1;
            for (long p = 0; p < panels.Parts; p++)
            {
                long first = panels.Start(p) * lanes;
                int count = (int)panels.Size(p);
                block.Tail = (int)Math.Min(count * lanes, width - first) - (count - 1) * lanes;
                bool partial = block.Tail != lanes;
                for (long t = 0; t < tiles; t++)
                {
                    long row = pass->RowTiles.Start(firstTile + t) - firstRow;
                    int height = (int)pass->RowTiles.Size(firstTile + t);
                    TileTable<TLane, TVector, T>.Get(height, count, partial, offsets: true)(
                        &block, weights + row * pass->WeightPitch + k, source + first, sums + row * sumPitch + first,
                        null, last && bias != null ? bias + row : null);
                }
            }
        }
        if (!pass->Direct)
            Store(sums, sumPitch, rows, lines, target);
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
