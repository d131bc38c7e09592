using System.Text;
using Lamina.Data;
using Lamina.Imaging;

namespace Lamina.Cli;

/// <summary>Samples of a data set as plain text: a picture as blocks of characters, a text cut to the width of the terminal.</summary>
static class SampleDisplay
{
    const string Shades = " .:-=+*#%@";

    // A letter is about twice as high as wide.
    const int WidestPicture = 56, LetterRatio = 2, MostLines = 6;

    public static string Render(SamplePreview sample, int width)
    {
        StringBuilder lines = new();
        lines.AppendLine(Line(sample.Caption, width));
        if (sample.Picture is { } picture)
            Append(lines, picture, Math.Min(width - 2, WidestPicture));
        if (sample.Text is { } text)
        {
            string[] all = text.Split('\n');
            foreach (string line in all.Take(MostLines))
                lines.Append("  ").AppendLine(Line(line, width - 2));
            if (all.Length > MostLines)
                lines.AppendLine("  …");
        }

        return lines.ToString();
    }

    static void Append(StringBuilder lines, Picture picture, int widest)
    {
        Picture grey = picture.ToGrey();
        int wide = Math.Clamp(grey.Width * (grey.Width <= widest / LetterRatio ? LetterRatio : 1), 1, Math.Max(1, widest));
        int high = Math.Max(1, (int)Math.Round((double)wide * grey.Height / grey.Width / LetterRatio));
        double[] means = [.. Enumerable.Range(0, wide * high).Select(i => Mean(grey, i % wide, wide, i / wide, high))];

        // From the darkest to the brightest: a pale picture is seen as well.
        double low = means.Min(), range = Math.Max(1, means.Max() - low);
        for (int y = 0; y < high; y++)
            lines.Append("  ").AppendLine(string.Concat(means.Skip(y * wide).Take(wide).Select(mean => Shades[(int)((mean - low) * (Shades.Length - 1) / range)])).TrimEnd());
    }

    // Of the pixels that a letter stands for.
    static double Mean(Picture grey, int x, int wide, int y, int high)
    {
        int left = x * grey.Width / wide, right = Math.Max(left + 1, (x + 1) * grey.Width / wide), top = y * grey.Height / high, bottom = Math.Max(top + 1, (y + 1) * grey.Height / high);
        double sum = 0;
        for (int row = top; row < bottom; row++)
        {
            for (int column = left; column < right; column++)
                sum += grey[column, row];
        }

        return sum / ((right - left) * (bottom - top));
    }

    // What a file says must not steer the terminal.
    static string Line(string text, int width)
    {
        string clean = string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter));
        return clean.Length <= width ? clean : string.Concat(clean.AsSpan(0, Math.Max(1, width - 1)), "…");
    }
}
