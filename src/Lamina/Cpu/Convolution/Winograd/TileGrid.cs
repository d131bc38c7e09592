using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Lamina.Cpu.Products;

namespace Lamina.Cpu.Convolution.Winograd;

/// <summary>
/// The tiles of 4×4 outputs that cover all images of a 3×3 convolution, numbered by image, line and column, and the way of one
/// channel of consecutive tiles to the 36 points and back. Lanes are tiles.
/// </summary>
/// <remarks>
/// The vertical transform runs along the lines of the image, tile row by tile row, and writes strips in which tiles stand side by side
/// whatever row or image they are of; the horizontal transform pulls the columns of the strips apart.
/// </remarks>
internal readonly unsafe struct TileGrid(long images, long inHeight, long inWidth, long outHeight, long outWidth, long top, long left)
{
    /// <summary>Products of a tile.</summary>
    public const int PointCount = 36;

    /// <summary>Tiles that are transformed at a time.</summary>
    public const int MostTiles = 48;

    // A strip of the four columns of each tile, with room for a vector that spills over.
    const int StripPitch = (4 * MostTiles) + 32;

    /// <summary>Floats of scratch that a transform needs.</summary>
    public const int StripFloats = 12 * StripPitch;

    readonly long _across = (outWidth + 3) / 4, _down = (outHeight + 3) / 4;

    /// <summary>Tiles of all images.</summary>
    public long Count => images * _across * _down;

    /// <summary>Tiles of one image.</summary>
    public long OfImage => _across * _down;

    /// <summary>Consecutive tiles in parts of rows of tiles; returns the number of parts, at most one a tile.</summary>
    public int Runs(long first, int count, TileRun* runs)
    {
        int parts = 0;
        for (int done = 0; done < count; parts++)
        {
            (long image, long rest) = Math.DivRem(first + done, OfImage);
            (long line, long column) = Math.DivRem(rest, _across);
            int tiles = (int)Math.Min(_across - column, count - done);
            runs[parts] = new TileRun(image, 4 * line, 4 * column, 4 * done, 4 * tiles);
            done += tiles;
        }

        return parts;
    }

    /// <summary>6×6 inputs of each tile, overlapping by two, to the points; point i of tile t at <c>points[i · pitch + t]</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void TransformInput(float* channel, long imageStep, TileRun* runs, int parts, int count, float* strips, float* points, long pitch)
    {
        float* next = strips + (6 * StripPitch);
        for (TileRun* run = runs; run < runs + parts; run++)
        {
            long y = run->Line - top, x = run->Column - left;
            bool allLines = y >= 0 && y + 6 <= inHeight;
            float* from = channel + (run->Image * imageStep) + (y * inWidth) + x;
            for (int column = 0; column < run->Columns + 2; column += 16, from += 16)
            {
                Vector512<float> x0, x1, x2, x3, x4, x5;
                if (allLines && x + column >= 0 && x + column + 16 <= inWidth)
                {
                    x0 = Vector512.Load(from);
                    x1 = Vector512.Load(from + inWidth);
                    x2 = Vector512.Load(from + (2 * inWidth));
                    x3 = Vector512.Load(from + (3 * inWidth));
                    x4 = Vector512.Load(from + (4 * inWidth));
                    x5 = Vector512.Load(from + (5 * inWidth));
                }
                else
                {
                    Vector512<float> inside = Inside(-(x + column), inWidth - x - column);
                    x0 = Line(from, y, inside);
                    x1 = Line(from + inWidth, y + 1, inside);
                    x2 = Line(from + (2 * inWidth), y + 2, inside);
                    x3 = Line(from + (3 * inWidth), y + 3, inside);
                    x4 = Line(from + (4 * inWidth), y + 4, inside);
                    x5 = Line(from + (5 * inWidth), y + 5, inside);
                }

                Points.OfInput(
                    x0, x1, x2, x3, x4, x5,
                    out Vector512<float> y0, out Vector512<float> y1, out Vector512<float> y2, out Vector512<float> y3, out Vector512<float> y4, out Vector512<float> y5);
                float* to = strips + run->Start + column;
                Points.Store(to, StripPitch, y0, y1, y2, y3, y4, y5);

                // The same four columns on: the fifth and sixth of each tile are the first two of what follows it here.
                to = next + run->Start + column - 4;
                if (column > 0)
                {
                    Points.Store(to, StripPitch, y0, y1, y2, y3, y4, y5);
                    continue;
                }

                Vector512<float> mask = Inside(4, 16);
                TileLane512<float>.StoreMasked(to, mask, y0);
                TileLane512<float>.StoreMasked(to + StripPitch, mask, y1);
                TileLane512<float>.StoreMasked(to + (2 * StripPitch), mask, y2);
                TileLane512<float>.StoreMasked(to + (3 * StripPitch), mask, y3);
                TileLane512<float>.StoreMasked(to + (4 * StripPitch), mask, y4);
                TileLane512<float>.StoreMasked(to + (5 * StripPitch), mask, y5);
            }
        }

        for (int row = 0; row < 6; row++, strips += StripPitch, next += StripPitch, points += 6 * pitch)
            for (int tile = 0; tile < count; tile += 16)
            {
                Columns.LoadFour(strips + (4 * tile), out Vector512<float> x0, out Vector512<float> x1, out Vector512<float> x2, out Vector512<float> x3);
                Columns.LoadTwo(next + (4 * tile), out Vector512<float> x4, out Vector512<float> x5);
                Points.OfInput(
                    x0, x1, x2, x3, x4, x5,
                    out Vector512<float> y0, out Vector512<float> y1, out Vector512<float> y2, out Vector512<float> y3, out Vector512<float> y4, out Vector512<float> y5);
                Points.Store(points + tile, pitch, y0, y1, y2, y3, y4, y5);
            }
    }

    /// <summary>4×4 gradients of each tile's outputs to the points.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void TransformOutputGradient(float* channel, long imageStep, TileRun* runs, int parts, int count, float* strips, float* points, long pitch)
    {
        for (TileRun* run = runs; run < runs + parts; run++)
        {
            float* corner = channel + (run->Image * imageStep) + (run->Line * outWidth) + run->Column;
            for (int column = 0; column < run->Columns; column += 16)
            {
                Vector512<float> inside = Inside(0, outWidth - run->Column - column);
                float* from = corner + column;
                Points.OfOutputGradient(
                    OutLine(from, run->Line, inside), OutLine(from + outWidth, run->Line + 1, inside),
                    OutLine(from + (2 * outWidth), run->Line + 2, inside), OutLine(from + (3 * outWidth), run->Line + 3, inside),
                    out Vector512<float> y0, out Vector512<float> y1, out Vector512<float> y2, out Vector512<float> y3, out Vector512<float> y4, out Vector512<float> y5);
                float* to = strips + run->Start + column;
                Points.Store(to, StripPitch, y0, y1, y2, y3, y4, y5);
            }
        }

        for (int row = 0; row < 6; row++, strips += StripPitch, points += 6 * pitch)
            for (int tile = 0; tile < count; tile += 16)
            {
                Columns.LoadFour(strips + (4 * tile), out Vector512<float> x0, out Vector512<float> x1, out Vector512<float> x2, out Vector512<float> x3);
                Points.OfOutputGradient(
                    x0, x1, x2, x3,
                    out Vector512<float> y0, out Vector512<float> y1, out Vector512<float> y2, out Vector512<float> y3, out Vector512<float> y4, out Vector512<float> y5);
                Points.Store(points + tile, pitch, y0, y1, y2, y3, y4, y5);
            }
    }

    /// <summary>The points of each tile to its 4×4 outputs, plus a bias.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void TransformBack(float* points, long pitch, float bias, TileRun* runs, int parts, int count, float* strips, float* channel, long imageStep)
    {
        for (int row = 0; row < 6; row++, points += 6 * pitch)
            for (int tile = 0; tile < count; tile += 16)
            {
                Points.ToOutput(points + tile, pitch, out Vector512<float> y0, out Vector512<float> y1, out Vector512<float> y2, out Vector512<float> y3);
                Columns.StoreFour(strips + (row * StripPitch) + (4 * tile), y0, y1, y2, y3);
            }

        Vector512<float> shift = Vector512.Create(bias);
        for (TileRun* run = runs; run < runs + parts; run++)
        {
            float* corner = channel + (run->Image * imageStep) + (run->Line * outWidth) + run->Column;
            for (int column = 0; column < run->Columns; column += 16)
            {
                Vector512<float> inside = Inside(0, Math.Min(outWidth - run->Column, run->Columns) - column);
                float* to = corner + column;
                Points.ToOutput(strips + run->Start + column, StripPitch, out Vector512<float> y0, out Vector512<float> y1, out Vector512<float> y2, out Vector512<float> y3);
                long lines = outHeight - run->Line;
                TileLane512<float>.StoreMasked(to, inside, y0 + shift);
                if (lines > 1)
                    TileLane512<float>.StoreMasked(to + outWidth, inside, y1 + shift);
                if (lines > 2)
                    TileLane512<float>.StoreMasked(to + (2 * outWidth), inside, y2 + shift);
                if (lines > 3)
                    TileLane512<float>.StoreMasked(to + (3 * outWidth), inside, y3 + shift);
            }
        }
    }

    /// <summary>The lanes from <paramref name="first"/> up to <paramref name="end"/>; both may lie outside of the vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector512<float> Inside(long first, long end)
    {
        Vector512<int> lane = Vector512<int>.Indices;
        return (Vector512.GreaterThanOrEqual(lane, Vector512.Create((int)Math.Max(first, 0)))
            & Vector512.LessThan(lane, Vector512.Create((int)Math.Clamp(end, 0, 16)))).AsSingle();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    Vector512<float> Line(float* from, long y, Vector512<float> inside)
        => (ulong)y < (ulong)inHeight ? TileLane512<float>.LoadMasked(from, inside) : default;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    Vector512<float> OutLine(float* from, long y, Vector512<float> inside)
        => y < outHeight ? TileLane512<float>.LoadMasked(from, inside) : default;
}
