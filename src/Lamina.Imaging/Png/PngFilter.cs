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
            default:
                for (int i = 0; i < row.Length; i++)
                    row[i] += Guess(filter, row, above, i, step);
                break;
        }
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
