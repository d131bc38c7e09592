namespace Lamina.Imaging;

/// <summary>Reads one PBM, PGM or PPM picture from bytes, front to back.</summary>
internal ref struct PnmReader(ReadOnlySpan<byte> bytes, string name)
{
    const string DamagedAdvice = "The file is damaged; fetch or export it again.";

    readonly ReadOnlySpan<byte> bytes = bytes;
    readonly string name = name;
    int at;

    public Picture Read(long maxPixels)
    {
        if (!Pnm.HasSignature(bytes))
        {
            throw new ImageFormatException(
                name, 0, "the file does not start with P1 to P6", "Give a PBM, PGM or PPM file, or read other kinds with Pictures.Read.");
        }

        PnmFormat format = (PnmFormat)(bytes[1] - '0');
        at = 2;
        int width = ReadNumber("the width", int.MaxValue), height = ReadNumber("the height", int.MaxValue);
        bool bits = format is PnmFormat.P1 or PnmFormat.P4, text = format <= PnmFormat.P3;
        int most = bits ? 1 : ReadNumber("the largest value", 65535);
        if (width == 0 || height == 0 || most == 0)
            throw Error($"the picture would be {width}×{height} pixels with a largest value of {most}");
        if ((long)width * height > maxPixels)
        {
            throw new ImageFormatException(
                name, at, $"the picture has {width}×{height} pixels, more than the limit of {maxPixels}",
                "Make it smaller, or raise maxPixels if the file is trusted.");
        }

        if (!text)
            SkipOneSpace();
        int channels = format is PnmFormat.P3 or PnmFormat.P6 ? 3 : 1;
        CheckRest(width, height, channels, format, most);
        Picture picture = new(width, height, channels);
        for (int y = 0; y < height; y++)
        {
            Span<byte> row = picture.Row(y);
            switch (format)
            {
                case PnmFormat.P1:
                    ReadTextBits(row);
                    break;
                case PnmFormat.P4:
                    ReadBits(row);
                    break;
                case PnmFormat.P2 or PnmFormat.P3:
                    for (int i = 0; i < row.Length; i++)
                        row[i] = Scale(ReadNumber("a sample", most), most);
                    break;
                default:
                    ReadBytes(row, most);
                    break;
            }
        }

        return picture;
    }

    // Nothing is allocated for pixels that the rest of the file cannot hold.
    readonly void CheckRest(int width, int height, int channels, PnmFormat format, int most)
    {
        long rest = bytes.Length - at;
        Int128 samples = (Int128)width * height * channels;
        Int128 need = format switch
        {
            PnmFormat.P1 => samples,
            PnmFormat.P2 or PnmFormat.P3 => (2 * samples) - 1,
            PnmFormat.P4 => (Int128)(((long)width + 7) / 8) * height,
            _ => most > 255 ? 2 * samples : samples,
        };
        if (need > rest)
            throw Error($"{width}×{height} pixels of {format} need at least {need} bytes, and {rest} are left");
        if (samples > Array.MaxLength)
            throw Error($"{width}×{height}×{channels} samples do not fit one picture in memory");
    }

    void ReadTextBits(Span<byte> row)
    {
        for (int i = 0; i < row.Length; i++)
        {
            SkipSpaceAndComments();
            int digit = at < bytes.Length ? bytes[at] : -1;
            if (digit is not ('0' or '1'))
                throw Error($"a pixel of P1 is 0 or 1; {Describe(digit)} came");
            row[i] = digit == '1' ? (byte)0 : (byte)255;
            at++;
        }
    }

    void ReadBits(Span<byte> row)
    {
        for (int i = 0; i < row.Length; i++)
            row[i] = ((bytes[at + (i >> 3)] >> (7 - (i & 7))) & 1) == 1 ? (byte)0 : (byte)255;
        at += (row.Length + 7) / 8;
    }

    void ReadBytes(Span<byte> row, int most)
    {
        if (most == 255)
        {
            bytes.Slice(at, row.Length).CopyTo(row);
            at += row.Length;
            return;
        }

        for (int i = 0; i < row.Length; i++)
        {
            int sample = bytes[at++];
            if (most > 255)
                sample = (sample << 8) | bytes[at++];
            if (sample > most)
                throw Error($"a sample is {sample}, and the largest value is {most}");
            row[i] = Scale(sample, most);
        }
    }

    int ReadNumber(string what, int most)
    {
        SkipSpaceAndComments();
        int start = at;
        long number = 0;
        while (at < bytes.Length && bytes[at] is >= (byte)'0' and <= (byte)'9')
        {
            number = (number * 10) + (bytes[at++] - '0');
            if (number > most)
                throw Error($"{what} is larger than {most}");
        }

        if (at == start)
            throw Error($"{what} should stand here; {Describe(at < bytes.Length ? bytes[at] : -1)} came");
        return (int)number;
    }

    void SkipSpaceAndComments()
    {
        while (at < bytes.Length)
        {
            byte b = bytes[at];
            if (b == '#')
            {
                int end = bytes[at..].IndexOfAny((byte)'\n', (byte)'\r');
                at = end < 0 ? bytes.Length : at + end;
            }
            else if (!IsSpace(b))
            {
                return;
            }
            else
            {
                at++;
            }
        }
    }

    void SkipOneSpace()
    {
        if (at >= bytes.Length || !IsSpace(bytes[at]))
            throw Error($"one space or line end should part the header from the pixels; {Describe(at < bytes.Length ? bytes[at] : -1)} came");
        at++;
    }

    static bool IsSpace(byte b) => b is (byte)' ' or (>= 9 and <= 13);

    static byte Scale(int sample, int most) => most == 255 ? (byte)sample : (byte)(((sample * 255) + (most / 2)) / most);

    static string Describe(int b) => b switch
    {
        < 0 => "the end of the file",
        >= 33 and <= 126 => $"'{(char)b}'",
        _ => $"byte 0x{b:X2}",
    };

    readonly ImageFormatException Error(string problem) => new(name, at, problem, DamagedAdvice);
}
