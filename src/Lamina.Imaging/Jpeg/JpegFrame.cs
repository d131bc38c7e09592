using System.Buffers.Binary;

namespace Lamina.Imaging;

/// <summary>The frame header of a JPEG file, checked, with its components laid out.</summary>
internal sealed class JpegFrame
{
    const int MaxFactor = 4;

    JpegFrame(int width, int height, bool progressive, JpegComponent[] components)
    {
        Width = width;
        Height = height;
        Progressive = progressive;
        Components = components;
        Widest = components.Max(component => component.Across);
        Highest = components.Max(component => component.Down);
        UnitsWide = (width + (8 * Widest) - 1) / (8 * Widest);
        UnitsHigh = (height + (8 * Highest) - 1) / (8 * Highest);
        foreach (JpegComponent component in components)
            component.Measure(width, height, Widest, Highest);
    }

    public int Width { get; }

    public int Height { get; }

    public bool Progressive { get; }

    public JpegComponent[] Components { get; }

    /// <summary>The largest sampling factors.</summary>
    public int Widest { get; }

    public int Highest { get; }

    /// <summary>Minimum coded units of a scan of all components.</summary>
    public int UnitsWide { get; }

    public int UnitsHigh { get; }

    /// <summary>Blocks of all components.</summary>
    public long Blocks => Components.Sum(component => (long)component.PaddedWide * component.PaddedHigh);

    public static JpegFrame Read(byte marker, ReadOnlySpan<byte> content, Func<string, Exception> error, long maxPixels)
    {
        if (marker is not (JpegMarker.BaselineFrame or JpegMarker.ExtendedFrame or JpegMarker.ProgressiveFrame))
            throw error($"the picture is coded by process {marker - JpegMarker.BaselineFrame} ({Process(marker)}); baseline, extended and progressive Huffman files are read");
        if (content.Length < 6 || content.Length != 6 + (3 * content[5]))
            throw error($"the frame's header has {content.Length} bytes, which does not fit its components");
        int height = BinaryPrimitives.ReadUInt16BigEndian(content[1..]), width = BinaryPrimitives.ReadUInt16BigEndian(content[3..]);
        if (content[0] != 8)
            throw error($"the samples have {content[0]} bits; 8 are read");
        if (width == 0 || height == 0)
            throw error($"the picture would be {width}×{height} pixels");
        if ((long)width * height > maxPixels)
            throw error($"the picture has {width}×{height} pixels, more than the limit of {maxPixels} (raise maxPixels if the file is trusted)");
        if (content[5] is not (1 or 3 or 4))
            throw error($"the picture has {content[5]} components; 1, 3 and 4 are read");

        JpegComponent[] components = new JpegComponent[content[5]];
        for (int i = 0; i < components.Length; i++)
        {
            ReadOnlySpan<byte> entry = content.Slice(6 + (3 * i), 3);
            int id = entry[0], across = entry[1] >> 4, down = entry[1] & 15;
            if (across is 0 or > MaxFactor || down is 0 or > MaxFactor || entry[2] > 3)
                throw error($"component {i} has the sampling factors {across}×{down} and quantization table {entry[2]}");
            if (Array.Exists(components[..i], other => other.Id == id))
                throw error($"there are two components with the number {id}");
            // A lone component is not subsampled against anything: its factors mean nothing.
            components[i] = components.Length == 1 ? new(id, 1, 1, entry[2]) : new(id, across, down, entry[2]);
        }

        JpegFrame frame = new(width, height, marker == JpegMarker.ProgressiveFrame, components);
        foreach (JpegComponent component in components)
        {
            if (frame.Widest % component.Across != 0 || frame.Highest % component.Down != 0)
                throw error($"sampling factors {component.Across}×{component.Down} beside {frame.Widest}×{frame.Highest} are no whole ratio");
        }

        return frame;
    }

    static string Process(byte marker) => marker switch
    {
        0xC3 or 0xC7 or 0xCB or 0xCF => "lossless",
        >= 0xC9 => "arithmetic codes",
        _ => "hierarchical",
    };
}
