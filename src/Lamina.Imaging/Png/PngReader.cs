namespace Lamina.Imaging;

/// <summary>Walks the chunks of a PNG file and hands the picture's data on.</summary>
internal static class PngReader
{
    const int ChunkOverhead = 12;

    // Deflate cannot make more than 1,032 bytes of one: a picture that promises more is refused before memory is taken.
    const long MaxDeflateRatio = 1032;

    public static Picture Read(ReadOnlySpan<byte> file, string name, long maxPixels)
    {
        if (!Png.HasSignature(file))
        {
            throw new ImageFormatException(
                name, 0, "the file does not start with the PNG signature", "Give a PNG file, or read other kinds with Pictures.Read.");
        }

        PngHeader? header = null;
        PngPalette palette = new();
        MemoryStream data = new();
        bool dataEnded = false;
        int at = Png.Signature.Length;
        long dataOffset = 0;
        while (true)
        {
            PngChunk chunk = PngChunk.Read(file, at, name);
            if (header is null != (chunk.Type == PngChunk.Header))
                throw Error(at, header is null ? $"the first chunk is {chunk.TypeName} instead of IHDR" : "there is a second IHDR chunk");
            dataEnded |= data.Length > 0 && chunk.Type != PngChunk.Data;
            ReadOnlySpan<byte> content = file.Slice(at + 8, chunk.Length);
            switch (chunk.Type)
            {
                case PngChunk.Header:
                    header = PngHeader.Read(content, name, at, maxPixels);
                    break;
                case PngChunk.Palette:
                    if (dataEnded)
                        throw Error(at, "the palette (PLTE) comes after the picture's data");
                    palette.ReadColors(content, header!.Value, name, at);
                    break;
                case PngChunk.Transparency:
                    if (dataEnded)
                        throw Error(at, "the transparency (tRNS) comes after the picture's data");
                    palette.ReadTransparency(content, header!.Value, name, at);
                    break;
                case PngChunk.Data:
                    if (dataEnded)
                        throw Error(at, "the picture's data (IDAT) is interrupted by another chunk");
                    if (data.Length == 0)
                        dataOffset = at;
                    data.Write(content);
                    break;
                case PngChunk.End:
                    return Decode(header!.Value, palette, data, name, dataOffset, at);
                default:
                    if (chunk.IsCritical)
                        throw Error(at, $"the chunk {chunk.TypeName} is unknown and marked as needed");
                    break;
            }

            at += ChunkOverhead + chunk.Length;
        }

        ImageFormatException Error(long offset, string problem) => new(name, offset, problem, Png.DamagedAdvice);
    }

    static Picture Decode(PngHeader header, PngPalette palette, MemoryStream data, string name, long dataOffset, long endOffset)
    {
        if (data.Length == 0)
            throw new ImageFormatException(name, endOffset, "the file ends without picture data (IDAT)", Png.DamagedAdvice);
        if (header.Color == PngColor.Palette && palette.Count == 0)
            throw new ImageFormatException(name, dataOffset, "a picture with a palette has none (PLTE)", Png.DamagedAdvice);
        long inflated = 0;
        foreach (PngPass pass in PngPass.Of(header))
            inflated += pass.Height * (1 + header.RowBytes(pass.Width));
        if (inflated > (data.Length + 16) * MaxDeflateRatio)
        {
            throw new ImageFormatException(
                name, dataOffset,
                $"{header.Width}×{header.Height} pixels need {inflated} bytes, which {data.Length} compressed bytes cannot hold",
                Png.DamagedAdvice);
        }

        int channels = palette.HasTransparency || header.Color is PngColor.GreyAlpha or PngColor.Rgba ? 4
            : header.Color is PngColor.Grey ? 1 : 3;
        if ((long)header.Width * header.Height > Array.MaxLength / channels)
        {
            throw new ImageFormatException(
                name, dataOffset, $"{header.Width}×{header.Height} pixels do not fit one picture in memory", "Make the picture smaller.");
        }

        Picture picture = new(header.Width, header.Height, channels);
        data.Position = 0;
        new PngRows(header, palette, name, dataOffset).Fill(picture, data);
        return picture;
    }
}
