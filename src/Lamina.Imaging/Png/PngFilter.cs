using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Lamina.Imaging;

/// <summary>The five row filters of PNG: each byte is stored as its difference from a guess made of its neighbours.</summary>
internal static class PngFilter
{
    public const int None = 0, Sub = 1, Up = 2, Average = 3, Paeth = 4;

    /// <summary>Restores a row in place.</summary>
    /// <param name="filter">0 to 4.</param>
    /// <param name="row">The row as stored.</param>
    /// <param name="above">The restored row above; zeros for the first row of a pass.</param>
    /// <param name="step">Bytes of a pixel.</param>
    public static void Undo(int filter, Span<byte> row, ReadOnlySpan<byte> above, int step)
    {
        switch (filter)
        {
            case None:
                break;
            case Sub:
                for (int i = step; i < row.Length; i++)
                    row[i] += row[i - step];
                break;
            case Up:
                for (int i = 0; i < row.Length; i++)
                    row[i] += above[i];
                break;
            case Average:
                for (int i = 0; i < step; i++)
                    row[i] += (byte)(above[i] / 2);
                for (int i = step; i < row.Length; i++)
                    row[i] += (byte)((row[i - step] + above[i]) / 2);
                break;
            default:
                int done = step is 3 or 4 ? UndoPaeth(row, above, step) : 0;
                for (int i = done; i < row.Length; i++)
                    row[i] += Guess(Paeth, row, above, i, step);
                break;
        }
    }

    // The samples of a pixel side by side, in lanes of 16 bits. Says how many bytes it did: the last pixels are left where four bytes would reach beyond the row.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static int UndoPaeth(Span<byte> row, ReadOnlySpan<byte> above, int step)
    {
        Vector128<short> left = Vector128<short>.Zero, upLeft = left, mask = Vector128.Create((short)255);
        int i = 0;
        for (; i + 4 <= row.Length; i += step)
        {
            Vector128<short> up = Load(above[i..]), toLeft = Vector128.Abs(up - upLeft), toUp = Vector128.Abs(left - upLeft), toUpLeft = Vector128.Abs(left + up - upLeft - upLeft);
            Vector128<short> nearest = Vector128.Min(toLeft, Vector128.Min(toUp, toUpLeft));
            Vector128<short> guess = Vector128.ConditionalSelect(Vector128.Equals(toLeft, nearest), left, Vector128.ConditionalSelect(Vector128.Equals(toUp, nearest), up, upLeft));
            left = (Load(row[i..]) + guess) & mask;
            upLeft = up;
            uint pixel = Vector128.Narrow(left.AsUInt16(), left.AsUInt16()).AsUInt32().ToScalar();
            BinaryPrimitives.WriteUInt16LittleEndian(row[i..], (ushort)pixel);
            row[i + 2] = (byte)(pixel >> 16);
            if (step == 4)
                row[i + 3] = (byte)(pixel >> 24);
        }

        return i;

        static Vector128<short> Load(ReadOnlySpan<byte> bytes) =>
            Vector128.WidenLower(Vector128.CreateScalar(BinaryPrimitives.ReadUInt32LittleEndian(bytes)).AsByte()).AsInt16();
    }

    /// <summary>Filters a row for storing.</summary>
    public static void Do(int filter, ReadOnlySpan<byte> row, ReadOnlySpan<byte> above, int step, Span<byte> result)
    {
        for (int i = 0; i < row.Length; i++)
            result[i] = (byte)(row[i] - Guess(filter, row, above, i, step));
    }

    static byte Guess(int filter, ReadOnlySpan<byte> row, ReadOnlySpan<byte> above, int i, int step)
    {
        int left = i >= step ? row[i - step] : 0, up = above[i], upLeft = i >= step ? above[i - step] : 0;
        return (byte)(filter switch
        {
            None => 0,
            Sub => left,
            Up => up,
            Average => (left + up) / 2,
            _ => Nearest(left, up, upLeft),
        });
    }

    // Paeth's guess: of the three neighbours the one nearest to left + up − upLeft; ties go to left, then up.
    static int Nearest(int left, int up, int upLeft)
    {
        int toLeft = Math.Abs(up - upLeft), toUp = Math.Abs(left - upLeft), toUpLeft = Math.Abs(left + up - (2 * upLeft));
        if (toLeft <= toUp && toLeft <= toUpLeft)
            return left;
        return toUp <= toUpLeft ? up : upLeft;
    }
}
