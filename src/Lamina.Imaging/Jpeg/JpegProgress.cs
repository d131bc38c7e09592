namespace Lamina.Imaging;

/// <summary>What one scan of a progressive picture brings to a block: first bits, or one bit more, of the DC value or of a band of the others.</summary>
/// <remarks><b>Source:</b> ITU-T T.81, section G.</remarks>
internal sealed class JpegProgress(JpegScan scan)
{
    // Blocks that are still to come without a new coefficient.
    int _emptyBlocks;

    public void Restart() => _emptyBlocks = 0;

    public void Read(ref JpegBits bits, JpegComponent component, Span<short> block)
    {
        if (scan.First == 0)
            ReadDirect(ref bits, component, block);
        else if (scan.High == 0)
            ReadBand(ref bits, component.AlternatingCodes!, block);
        else
            RefineBand(ref bits, component.AlternatingCodes!, block);
    }

    void ReadDirect(ref JpegBits bits, JpegComponent component, Span<short> block)
    {
        if (scan.High == 0)
        {
            int size = bits.Symbol(component.DirectCodes!);
            if (size > 0)
                component.LastDirect += bits.Signed(size);
            block[0] = (short)(component.LastDirect << scan.Low);
        }
        else if (bits.Bit())
        {
            block[0] |= (short)(1 << scan.Low);
        }
    }

    void ReadBand(ref JpegBits bits, JpegHuffman codes, Span<short> block)
    {
        if (_emptyBlocks > 0)
        {
            _emptyBlocks--;
            return;
        }

        for (int k = scan.First; k <= scan.Last; k++)
        {
            int symbol = bits.Symbol(codes), zeros = symbol >> 4, size = symbol & 15;
            if (size == 0 && zeros < 15)
            {
                _emptyBlocks = (1 << zeros) + bits.Unsigned(zeros) - 1;
                return;
            }

            k += zeros;
            if (size == 0)
                continue;
            int value = bits.Signed(size) << scan.Low;
            if (k <= scan.Last)
                block[JpegTables.Natural[k]] = (short)value;
        }
    }

    void RefineBand(ref JpegBits bits, JpegHuffman codes, Span<short> block)
    {
        int k = scan.First;
        if (_emptyBlocks == 0)
        {
            for (; k <= scan.Last; k++)
            {
                int symbol = bits.Symbol(codes), zeros = symbol >> 4;
                if ((symbol & 15) == 0 && zeros < 15)
                {
                    _emptyBlocks = (1 << zeros) + bits.Unsigned(zeros);
                    break;
                }

                int value = (symbol & 15) == 0 ? 0 : bits.Bit() ? 1 << scan.Low : -1 << scan.Low;
                k = Pass(ref bits, block, k, zeros);
                if (value != 0 && k <= scan.Last)
                    block[JpegTables.Natural[k]] = (short)value;
            }
        }

        if (_emptyBlocks > 0)
        {
            Pass(ref bits, block, k, int.MaxValue);
            _emptyBlocks--;
        }
    }

    // Refines the coefficients that are known on the way to the place behind so many zeros.
    int Pass(ref JpegBits bits, Span<short> block, int k, int zeros)
    {
        int step = 1 << scan.Low;
        for (; k <= scan.Last; k++)
        {
            ref short known = ref block[JpegTables.Natural[k]];
            if (known == 0)
            {
                if (zeros-- == 0)
                    break;
            }
            else if (bits.Bit() && (known & step) == 0)
            {
                known += (short)(known > 0 ? step : -step);
            }
        }

        return k;
    }
}
