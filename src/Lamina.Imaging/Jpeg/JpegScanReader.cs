namespace Lamina.Imaging;

/// <summary>Reads the blocks of a scan in their order: unit by unit where several components are interleaved, row by row of a single one.</summary>
internal sealed class JpegScanReader(JpegFrame frame, JpegScan scan, int restartInterval, Func<string, Exception> error)
{
    readonly short[] _block = new short[64];
    readonly JpegProgress _progress = new(scan);

    /// <summary>Reads the scan whose data begins at <paramref name="at"/>, and says where the next marker may be looked for.</summary>
    public int Read(ReadOnlySpan<byte> file, int at)
    {
        JpegBits bits = new(file, at);
        JpegComponent? lone = scan.Components.Length == 1 ? scan.Components[0] : null;
        int wide = lone?.BlocksWide ?? frame.UnitsWide, high = lone?.BlocksHigh ?? frame.UnitsHigh;
        int untilRestart = restartInterval, restarts = 0;
        for (int row = 0; row < high; row++)
        {
            for (int column = 0; column < wide; column++)
            {
                if (restartInterval > 0 && untilRestart-- == 0)
                {
                    if (!bits.Restart(restarts++ & 7))
                        throw error($"restart marker {(restarts - 1) & 7} is missing in row {row} of the scan's units");
                    foreach (JpegComponent component in scan.Components)
                        component.LastDirect = 0;
                    _progress.Restart();
                    untilRestart = restartInterval - 1;
                }

                if (lone is not null)
                    ReadBlock(ref bits, lone, row, column);
                else
                    ReadUnit(ref bits, row, column);
            }

            if (bits.Overrun)
                throw error($"the scan's data ends in row {row} of {high}");
        }

        return bits.At;
    }

    void ReadUnit(ref JpegBits bits, int unitRow, int unitColumn)
    {
        foreach (JpegComponent component in scan.Components)
        {
            for (int y = 0; y < component.Down; y++)
            {
                for (int x = 0; x < component.Across; x++)
                    ReadBlock(ref bits, component, (unitRow * component.Down) + y, (unitColumn * component.Across) + x);
            }
        }
    }

    void ReadBlock(ref JpegBits bits, JpegComponent component, int row, int column)
    {
        if (frame.Progressive)
        {
            _progress.Read(ref bits, component, component.Block(row, column));
            return;
        }

        JpegBlock.Read(ref bits, component, _block);
        component.Transform(row, column, _block);
    }
}
