using System.Buffers.Binary;

namespace Lamina.Imaging;

/// <summary>Walks the segments of a JPEG file and decodes its scans.</summary>
internal readonly ref struct JpegReader(ReadOnlySpan<byte> file, string name, long maxPixels)
{
    // Each scan of a progressive picture walks over all blocks, however few bytes it has: a file must not ask for that without end.
    const int MaxScans = 200;

    // A block takes at least a bit: of a picture that promises more, nothing is allocated.
    const int MaxBlocksOfAByte = 8;

    readonly ReadOnlySpan<byte> _file = file;

    public Picture Read()
    {
        if (!Jpeg.HasSignature(_file))
            throw new ImageFormatException(name, 0, "the file does not start with JPEG's marker", "Give a JPEG file, or read other kinds with Pictures.Read.");
        JpegTables tables = new();
        JpegFrame? frame = null;
        JpegColors colors = new();
        HashSet<JpegComponent> seen = [];
        int scans = 0, at = 2;
        while (true)
        {
            at = JpegBits.NextMarker(_file, at);
            if (at + 2 > _file.Length)
                throw Error(name, _file.Length)("the file ends before the picture does");
            byte marker = _file[at + 1];
            Func<string, Exception> error = Error(name, at);
            if (marker == JpegMarker.End)
                break;
            at += 2;
            if (JpegMarker.StandsAlone(marker))
                continue;
            ReadOnlySpan<byte> content = Content(at, error);
            at += 2 + content.Length;
            switch (marker)
            {
                case JpegMarker.QuantizationTables:
                    tables.ReadQuantization(content, error);
                    break;
                case JpegMarker.HuffmanTables:
                    tables.ReadHuffman(content, error);
                    break;
                case JpegMarker.RestartInterval:
                    tables.RestartInterval = content.Length == 2 ? BinaryPrimitives.ReadUInt16BigEndian(content) : throw error("the restart interval is no number of two bytes");
                    break;
                case JpegMarker.Scan:
                    if (frame is null)
                        throw error("a scan comes before the frame's header");
                    if (++scans > MaxScans)
                        throw error($"the picture has more than {MaxScans} scans");
                    JpegScan scan = JpegScan.Read(content, frame, tables, error);
                    seen.UnionWith(scan.Components);
                    at = new JpegScanReader(frame, scan, tables.RestartInterval, error).Read(_file, at);
                    break;
                case JpegMarker.NumberOfLines:
                    throw error("the picture's height is told behind its data (DNL), which is not read");
                case >= JpegMarker.BaselineFrame and <= JpegMarker.LastFrame and not (JpegMarker.ArithmeticTables or JpegMarker.ArithmeticExtension):
                    frame = frame is null ? Frame(marker, content, error) : throw error("there is a second frame");
                    break;
                default:
                    colors.Notice(marker, content);
                    break;
            }
        }

        if (frame is null)
            throw Error(name, at)("the file ends without a picture");
        foreach (JpegComponent component in frame.Components)
        {
            if (!seen.Contains(component))
                throw Error(name, at)($"component {component.Id} has no data");
            if (frame.Progressive)
                Transform(component);
        }

        return colors.Assemble(frame);
    }

    static Func<string, Exception> Error(string name, int at) => problem => new ImageFormatException(name, at, problem, Jpeg.DamagedAdvice);

    JpegFrame Frame(byte marker, ReadOnlySpan<byte> content, Func<string, Exception> error)
    {
        JpegFrame frame = JpegFrame.Read(marker, content, error, maxPixels);
        if (frame.Blocks > (long)_file.Length * MaxBlocksOfAByte)
            throw error($"{frame.Width}×{frame.Height} pixels cannot come from a file of {_file.Length} bytes");
        if (frame.Blocks * 64 > Array.MaxLength)
            throw error($"{frame.Width}×{frame.Height} pixels do not fit in memory");
        foreach (JpegComponent component in frame.Components)
            component.Allocate(frame.Progressive);
        return frame;
    }

    ReadOnlySpan<byte> Content(int at, Func<string, Exception> error)
    {
        int length = at + 2 <= _file.Length ? BinaryPrimitives.ReadUInt16BigEndian(_file[at..]) : 0;
        if (length < 2 || length > _file.Length - at)
            throw error($"a segment of {length} bytes starts {_file.Length - at} bytes before the file's end");
        return _file.Slice(at + 2, length - 2);
    }

    static void Transform(JpegComponent component)
    {
        for (int row = 0; row < component.BlocksHigh; row++)
        {
            for (int column = 0; column < component.BlocksWide; column++)
                component.Transform(row, column, component.Block(row, column));
        }
    }
}
