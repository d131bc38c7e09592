namespace Lamina.Imaging;

/// <summary>One scan: which components and coefficients it brings.</summary>
internal sealed class JpegScan
{
    /// <summary>The components, in the order of the scan.</summary>
    public required JpegComponent[] Components { get; init; }

    /// <summary>The first and the last coefficient, in zigzag order.</summary>
    public required int First { get; init; }

    public required int Last { get; init; }

    /// <summary>The bit from which on coefficients were sent before (0: none was), and the lowest bit of this scan.</summary>
    public required int High { get; init; }

    public required int Low { get; init; }

    public static JpegScan Read(ReadOnlySpan<byte> content, JpegFrame frame, JpegTables tables, Func<string, Exception> error)
    {
        int count = content.IsEmpty ? 0 : content[0];
        if (count is 0 or > 4 || content.Length != (2 * count) + 4)
            throw error($"the scan's header has {content.Length} bytes for {count} components");
        ReadOnlySpan<byte> band = content[(1 + (2 * count))..];
        JpegScan scan = new()
        {
            Components = new JpegComponent[count],
            First = frame.Progressive ? band[0] : 0,
            Last = frame.Progressive ? band[1] : 63,
            High = frame.Progressive ? band[2] >> 4 : 0,
            Low = frame.Progressive ? band[2] & 15 : 0,
        };
        if (scan.First > scan.Last || scan.Last > 63 || (scan.First == 0) != (scan.Last == 0 || !frame.Progressive) || (scan.First > 0 && count > 1)
            || scan.Low > 13 || (scan.High != 0 && scan.High != scan.Low + 1))
        {
            throw error($"the scan asks for coefficients {scan.First} to {scan.Last}, bits {scan.High} to {scan.Low}, of {count} components");
        }

        int blocks = 0;
        for (int i = 0; i < count; i++)
        {
            int id = content[1 + (2 * i)], codes = content[2 + (2 * i)];
            JpegComponent component = Array.Find(frame.Components, component => component.Id == id) ?? throw error($"the scan names component {id}, which the frame does not have");
            if (Array.IndexOf(scan.Components, component, 0, i) >= 0)
                throw error($"the scan names component {id} twice");
            blocks += component.Across * component.Down;
            scan.Components[i] = component;
            component.LastDirect = 0;
            component.Steps ??= tables.Quantization[component.Quantization] ?? throw error($"quantization table {component.Quantization} is missing");
            component.DirectCodes = scan.First == 0 && scan.High == 0 ? Codes(tables.Direct, codes >> 4, "DC") : null;
            component.AlternatingCodes = scan.Last > 0 ? Codes(tables.Alternating, codes & 15, "AC") : null;
        }

        if (count > 1 && blocks > 10)
            throw error($"a unit of the scan has {blocks} blocks; at most 10 are allowed");
        return scan;

        JpegHuffman Codes(JpegHuffman?[] known, int number, string kind) =>
            (number < known.Length ? known[number] : null) ?? throw error($"Huffman table {number} ({kind}) is missing");
    }
}
