using System.Globalization;
using System.Text;

namespace Lamina.Imaging;

/// <summary>Writes PBM, PGM and PPM files with a largest value of 255.</summary>
internal static class PnmWriter
{
    // The text formats ask for lines of at most 70 characters; 17 samples of three digits and a space take 68.
    const int SamplesPerLine = 17;

    public static byte[] Encode(Picture picture, PnmFormat format)
    {
        bool bits = format is PnmFormat.P1 or PnmFormat.P4;
        MemoryStream file = new();
        string most = bits ? "" : "255\n";
        file.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{format}\n{picture.Width} {picture.Height}\n{most}")));
        for (int y = 0; y < picture.Height; y++)
        {
            ReadOnlySpan<byte> row = picture.Row(y);
            switch (format)
            {
                case PnmFormat.P4:
                    WriteBits(file, row);
                    break;
                case PnmFormat.P5 or PnmFormat.P6:
                    file.Write(row);
                    break;
                default:
                    WriteText(file, row, bits);
                    break;
            }
        }

        return file.ToArray();
    }

    static void WriteBits(MemoryStream file, ReadOnlySpan<byte> row)
    {
        for (int first = 0; first < row.Length; first += 8)
        {
            int packed = 0;
            for (int i = first; i < Math.Min(first + 8, row.Length); i++)
                packed |= row[i] < 128 ? 128 >> (i - first) : 0;
            file.WriteByte((byte)packed);
        }
    }

    static void WriteText(MemoryStream file, ReadOnlySpan<byte> row, bool bits)
    {
        StringBuilder line = new();
        for (int i = 0; i < row.Length; i++)
        {
            int sample = bits ? (row[i] < 128 ? 1 : 0) : row[i];
            bool ends = i % SamplesPerLine == SamplesPerLine - 1 || i == row.Length - 1;
            line.Append(CultureInfo.InvariantCulture, $"{sample}{(ends ? '\n' : ' ')}");
        }

        file.Write(Encoding.ASCII.GetBytes(line.ToString()));
    }
}
