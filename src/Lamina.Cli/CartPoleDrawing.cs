using System.Globalization;
using System.Text;
using Lamina.Data;

namespace Lamina.Cli;

/// <summary>Draws a pole on a cart in letters: a track of the cart's limits, the cart on it, and the pole, whose lean is drawn three times as large.</summary>
static class CartPoleDrawing
{
    const int Half = 30, Height = 6;
    const double Lean = 3;

    /// <summary>How many lines a drawing has.</summary>
    public const int Lines = Height + 2;

    /// <summary>The drawing of what is seen, and a line of numbers.</summary>
    public static string Of(ReadOnlySpan<float> seen, int action, int step)
    {
        char[][] rows = [.. Enumerable.Range(0, Height + 1).Select(_ => new string(' ', (2 * Half) + 1).ToCharArray())];
        double cart = Half + (seen[0] / CartPole.PositionLimit * Half), slope = Math.Tan(Math.Clamp(seen[2] * Lean, -1.3, 1.3));
        rows[Height].AsSpan().Fill('─');
        for (int i = 0; i < Height; i++)
            Put(rows[Height - 1 - i], cart + (slope * (i + 1)), Math.Abs(slope) < 0.5 ? '│' : slope > 0 ? '╱' : '╲');
        Put(rows[Height], cart, action == 1 ? '▶' : '◀');
        foreach (int side in (int[])[-1, 1])
            Put(rows[Height], cart + side, '█');
        StringBuilder text = new();
        foreach (char[] row in rows)
            text.Append(row).Append('\n');
        return text.Append(CultureInfo.InvariantCulture, $"step {step,3}  position {seen[0],6:0.00}  lean {seen[2] * 180 / Math.PI,6:0.0}°  push {(action == 1 ? "right" : "left")}").ToString();
    }

    static void Put(char[] row, double place, char letter)
    {
        int at = (int)Math.Round(place);
        if (at >= 0 && at < row.Length)
            row[at] = letter;
    }
}
