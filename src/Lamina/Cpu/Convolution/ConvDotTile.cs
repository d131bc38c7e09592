using System.Numerics;
using System.Runtime.CompilerServices;
using Lamina.Cpu.Products;

namespace Lamina.Cpu.Convolution;

/// <summary>What all tiles of a weight gradient's image have in common. Strides count elements.</summary>
internal unsafe struct ConvDotBlock
{
    public long Lines, Columns;

    /// <summary>Step in the output's gradient from one line, and from one channel, to the next.</summary>
    public long LineA, RowA;

    /// <summary>Step in the source planes from one line to the next.</summary>
    public long LineB;
}

/// <summary>
/// The micro-kernel of the weight gradient: for up to 4 out channels and 6 taps, the dot products of the output's gradient
/// with the source, shifted by the tap, over the pixels of an image, added to vectors of lane sums.
/// </summary>
internal static unsafe class ConvDotTile<TLane, TVector, T, TRows, TTaps>
    where TLane : struct, ITileLane<TVector, T>
    where TVector : struct
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TRows : struct, IConstant
    where TTaps : struct, IConstant
{
    /// <summary><c>sums</c>: vectors [rows, taps], rows <c>pitch</c> elements apart. The source of tap t begins at b + offsets[t].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(ConvDotBlock* block, T* a, T* b, long* offsets, T* sums, long pitch)
    {
        int lanes = TLane.Count;
        TVector s00 = TLane.Load(sums);
        TVector s01 = TTaps.Value > 1 ? TLane.Load(sums + lanes) : default;
        TVector s02 = TTaps.Value > 2 ? TLane.Load(sums + 2 * lanes) : default;
        TVector s03 = TTaps.Value > 3 ? TLane.Load(sums + 3 * lanes) : default;
        TVector s04 = TTaps.Value > 4 ? TLane.Load(sums + 4 * lanes) : default;
        TVector s05 = TTaps.Value > 5 ? TLane.Load(sums + 5 * lanes) : default;
        TVector s10 = TRows.Value > 1 ? TLane.Load(sums + pitch) : default;
        TVector s11 = TRows.Value > 1 && TTaps.Value > 1 ? TLane.Load(sums + pitch + lanes) : default;
        TVector s12 = TRows.Value > 1 && TTaps.Value > 2 ? TLane.Load(sums + pitch + 2 * lanes) : default;
        TVector s13 = TRows.Value > 1 && TTaps.Value > 3 ? TLane.Load(sums + pitch + 3 * lanes) : default;
        TVector s14 = TRows.Value > 1 && TTaps.Value > 4 ? TLane.Load(sums + pitch + 4 * lanes) : default;
        TVector s15 = TRows.Value > 1 && TTaps.Value > 5 ? TLane.Load(sums + pitch + 5 * lanes) : default;
        TVector s20 = TRows.Value > 2 ? TLane.Load(sums + 2 * pitch) : default;
        TVector s21 = TRows.Value > 2 && TTaps.Value > 1 ? TLane.Load(sums + 2 * pitch + lanes) : default;
        TVector s22 = TRows.Value > 2 && TTaps.Value > 2 ? TLane.Load(sums + 2 * pitch + 2 * lanes) : default;
        TVector s23 = TRows.Value > 2 && TTaps.Value > 3 ? TLane.Load(sums + 2 * pitch + 3 * lanes) : default;
        TVector s24 = TRows.Value > 2 && TTaps.Value > 4 ? TLane.Load(sums + 2 * pitch + 4 * lanes) : default;
        TVector s25 = TRows.Value > 2 && TTaps.Value > 5 ? TLane.Load(sums + 2 * pitch + 5 * lanes) : default;
        TVector s30 = TRows.Value > 3 ? TLane.Load(sums + 3 * pitch) : default;
        TVector s31 = TRows.Value > 3 && TTaps.Value > 1 ? TLane.Load(sums + 3 * pitch + lanes) : default;
        TVector s32 = TRows.Value > 3 && TTaps.Value > 2 ? TLane.Load(sums + 3 * pitch + 2 * lanes) : default;
        TVector s33 = TRows.Value > 3 && TTaps.Value > 3 ? TLane.Load(sums + 3 * pitch + 3 * lanes) : default;
        TVector s34 = TRows.Value > 3 && TTaps.Value > 4 ? TLane.Load(sums + 3 * pitch + 4 * lanes) : default;
        TVector s35 = TRows.Value > 3 && TTaps.Value > 5 ? TLane.Load(sums + 3 * pitch + 5 * lanes) : default;
        T* b0 = b + offsets[0];
        T* b1 = TTaps.Value > 1 ? b + offsets[1] : b0;
        T* b2 = TTaps.Value > 2 ? b + offsets[2] : b0;
        T* b3 = TTaps.Value > 3 ? b + offsets[3] : b0;
        T* b4 = TTaps.Value > 4 ? b + offsets[4] : b0;
        T* b5 = TTaps.Value > 5 ? b + offsets[5] : b0;
        long columns = block->Columns, row = block->RowA;
        TVector mask = TLane.Mask((int)((columns - 1) % lanes) + 1);
        for (long line = block->Lines; line > 0; line--)
        {
            long j = 0;
            for (; j < columns - lanes; j += lanes)
            {
                TVector x0 = TLane.Load(b0 + j);
                TVector x1 = TTaps.Value > 1 ? TLane.Load(b1 + j) : default;
                TVector x2 = TTaps.Value > 2 ? TLane.Load(b2 + j) : default;
                TVector x3 = TTaps.Value > 3 ? TLane.Load(b3 + j) : default;
                TVector x4 = TTaps.Value > 4 ? TLane.Load(b4 + j) : default;
                TVector x5 = TTaps.Value > 5 ? TLane.Load(b5 + j) : default;
                TVector y = TLane.Load(a + j);
                s00 = TLane.MultiplyAdd(y, x0, s00);
                if (TTaps.Value > 1)
                    s01 = TLane.MultiplyAdd(y, x1, s01);
                if (TTaps.Value > 2)
                    s02 = TLane.MultiplyAdd(y, x2, s02);
                if (TTaps.Value > 3)
                    s03 = TLane.MultiplyAdd(y, x3, s03);
                if (TTaps.Value > 4)
                    s04 = TLane.MultiplyAdd(y, x4, s04);
                if (TTaps.Value > 5)
                    s05 = TLane.MultiplyAdd(y, x5, s05);
                if (TRows.Value > 1)
                {
                    y = TLane.Load(a + j + row);
                    s10 = TLane.MultiplyAdd(y, x0, s10);
                    if (TTaps.Value > 1)
                        s11 = TLane.MultiplyAdd(y, x1, s11);
                    if (TTaps.Value > 2)
                        s12 = TLane.MultiplyAdd(y, x2, s12);
                    if (TTaps.Value > 3)
                        s13 = TLane.MultiplyAdd(y, x3, s13);
                    if (TTaps.Value > 4)
                        s14 = TLane.MultiplyAdd(y, x4, s14);
                    if (TTaps.Value > 5)
                        s15 = TLane.MultiplyAdd(y, x5, s15);
                }
                if (TRows.Value > 2)
                {
                    y = TLane.Load(a + j + 2 * row);
                    s20 = TLane.MultiplyAdd(y, x0, s20);
                    if (TTaps.Value > 1)
                        s21 = TLane.MultiplyAdd(y, x1, s21);
                    if (TTaps.Value > 2)
                        s22 = TLane.MultiplyAdd(y, x2, s22);
                    if (TTaps.Value > 3)
                        s23 = TLane.MultiplyAdd(y, x3, s23);
                    if (TTaps.Value > 4)
                        s24 = TLane.MultiplyAdd(y, x4, s24);
                    if (TTaps.Value > 5)
                        s25 = TLane.MultiplyAdd(y, x5, s25);
                }
                if (TRows.Value > 3)
                {
                    y = TLane.Load(a + j + 3 * row);
                    s30 = TLane.MultiplyAdd(y, x0, s30);
                    if (TTaps.Value > 1)
                        s31 = TLane.MultiplyAdd(y, x1, s31);
                    if (TTaps.Value > 2)
                        s32 = TLane.MultiplyAdd(y, x2, s32);
                    if (TTaps.Value > 3)
                        s33 = TLane.MultiplyAdd(y, x3, s33);
                    if (TTaps.Value > 4)
                        s34 = TLane.MultiplyAdd(y, x4, s34);
                    if (TTaps.Value > 5)
                        s35 = TLane.MultiplyAdd(y, x5, s35);
                }
            }
            {
                TVector x0 = TLane.LoadMasked(b0 + j, mask);
                TVector x1 = TTaps.Value > 1 ? TLane.LoadMasked(b1 + j, mask) : default;
                TVector x2 = TTaps.Value > 2 ? TLane.LoadMasked(b2 + j, mask) : default;
                TVector x3 = TTaps.Value > 3 ? TLane.LoadMasked(b3 + j, mask) : default;
                TVector x4 = TTaps.Value > 4 ? TLane.LoadMasked(b4 + j, mask) : default;
                TVector x5 = TTaps.Value > 5 ? TLane.LoadMasked(b5 + j, mask) : default;
                TVector y = TLane.LoadMasked(a + j, mask);
                s00 = TLane.MultiplyAdd(y, x0, s00);
                if (TTaps.Value > 1)
                    s01 = TLane.MultiplyAdd(y, x1, s01);
                if (TTaps.Value > 2)
                    s02 = TLane.MultiplyAdd(y, x2, s02);
                if (TTaps.Value > 3)
                    s03 = TLane.MultiplyAdd(y, x3, s03);
                if (TTaps.Value > 4)
                    s04 = TLane.MultiplyAdd(y, x4, s04);
                if (TTaps.Value > 5)
                    s05 = TLane.MultiplyAdd(y, x5, s05);
                if (TRows.Value > 1)
                {
                    y = TLane.LoadMasked(a + j + row, mask);
                    s10 = TLane.MultiplyAdd(y, x0, s10);
                    if (TTaps.Value > 1)
                        s11 = TLane.MultiplyAdd(y, x1, s11);
                    if (TTaps.Value > 2)
                        s12 = TLane.MultiplyAdd(y, x2, s12);
                    if (TTaps.Value > 3)
                        s13 = TLane.MultiplyAdd(y, x3, s13);
                    if (TTaps.Value > 4)
                        s14 = TLane.MultiplyAdd(y, x4, s14);
                    if (TTaps.Value > 5)
                        s15 = TLane.MultiplyAdd(y, x5, s15);
                }
                if (TRows.Value > 2)
                {
                    y = TLane.LoadMasked(a + j + 2 * row, mask);
                    s20 = TLane.MultiplyAdd(y, x0, s20);
                    if (TTaps.Value > 1)
                        s21 = TLane.MultiplyAdd(y, x1, s21);
                    if (TTaps.Value > 2)
                        s22 = TLane.MultiplyAdd(y, x2, s22);
                    if (TTaps.Value > 3)
                        s23 = TLane.MultiplyAdd(y, x3, s23);
                    if (TTaps.Value > 4)
                        s24 = TLane.MultiplyAdd(y, x4, s24);
                    if (TTaps.Value > 5)
                        s25 = TLane.MultiplyAdd(y, x5, s25);
                }
                if (TRows.Value > 3)
                {
                    y = TLane.LoadMasked(a + j + 3 * row, mask);
                    s30 = TLane.MultiplyAdd(y, x0, s30);
                    if (TTaps.Value > 1)
                        s31 = TLane.MultiplyAdd(y, x1, s31);
                    if (TTaps.Value > 2)
                        s32 = TLane.MultiplyAdd(y, x2, s32);
                    if (TTaps.Value > 3)
                        s33 = TLane.MultiplyAdd(y, x3, s33);
                    if (TTaps.Value > 4)
                        s34 = TLane.MultiplyAdd(y, x4, s34);
                    if (TTaps.Value > 5)
                        s35 = TLane.MultiplyAdd(y, x5, s35);
                }
            }
            a += block->LineA;
            b0 += block->LineB;
            b1 += block->LineB;
            b2 += block->LineB;
            b3 += block->LineB;
            b4 += block->LineB;
            b5 += block->LineB;
        }
        TLane.Store(sums, s00);
        if (TTaps.Value > 1)
            TLane.Store(sums + lanes, s01);
        if (TTaps.Value > 2)
            TLane.Store(sums + 2 * lanes, s02);
        if (TTaps.Value > 3)
            TLane.Store(sums + 3 * lanes, s03);
        if (TTaps.Value > 4)
            TLane.Store(sums + 4 * lanes, s04);
        if (TTaps.Value > 5)
            TLane.Store(sums + 5 * lanes, s05);
        if (TRows.Value > 1)
            TLane.Store(sums + pitch, s10);
        if (TRows.Value > 1 && TTaps.Value > 1)
            TLane.Store(sums + pitch + lanes, s11);
        if (TRows.Value > 1 && TTaps.Value > 2)
            TLane.Store(sums + pitch + 2 * lanes, s12);
        if (TRows.Value > 1 && TTaps.Value > 3)
            TLane.Store(sums + pitch + 3 * lanes, s13);
        if (TRows.Value > 1 && TTaps.Value > 4)
            TLane.Store(sums + pitch + 4 * lanes, s14);
        if (TRows.Value > 1 && TTaps.Value > 5)
            TLane.Store(sums + pitch + 5 * lanes, s15);
        if (TRows.Value > 2)
            TLane.Store(sums + 2 * pitch, s20);
        if (TRows.Value > 2 && TTaps.Value > 1)
            TLane.Store(sums + 2 * pitch + lanes, s21);
        if (TRows.Value > 2 && TTaps.Value > 2)
            TLane.Store(sums + 2 * pitch + 2 * lanes, s22);
        if (TRows.Value > 2 && TTaps.Value > 3)
            TLane.Store(sums + 2 * pitch + 3 * lanes, s23);
        if (TRows.Value > 2 && TTaps.Value > 4)
            TLane.Store(sums + 2 * pitch + 4 * lanes, s24);
        if (TRows.Value > 2 && TTaps.Value > 5)
            TLane.Store(sums + 2 * pitch + 5 * lanes, s25);
        if (TRows.Value > 3)
            TLane.Store(sums + 3 * pitch, s30);
        if (TRows.Value > 3 && TTaps.Value > 1)
            TLane.Store(sums + 3 * pitch + lanes, s31);
        if (TRows.Value > 3 && TTaps.Value > 2)
            TLane.Store(sums + 3 * pitch + 2 * lanes, s32);
        if (TRows.Value > 3 && TTaps.Value > 3)
            TLane.Store(sums + 3 * pitch + 3 * lanes, s33);
        if (TRows.Value > 3 && TTaps.Value > 4)
            TLane.Store(sums + 3 * pitch + 4 * lanes, s34);
        if (TRows.Value > 3 && TTaps.Value > 5)
            TLane.Store(sums + 3 * pitch + 5 * lanes, s35);
    }
}
