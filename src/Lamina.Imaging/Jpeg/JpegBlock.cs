using System.Runtime.CompilerServices;

namespace Lamina.Imaging;

/// <summary>The coefficients of one block of a sequential scan.</summary>
internal static class JpegBlock
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Read(ref JpegBits bits, JpegComponent component, Span<short> block)
    {
        block.Clear();
        int size = bits.Symbol(component.DirectCodes!);
        if (size > 0)
            component.LastDirect += bits.Signed(size);
        block[0] = (short)component.LastDirect;

        JpegHuffman codes = component.AlternatingCodes!;
        ReadOnlySpan<byte> natural = JpegTables.Natural;
        for (int k = 1; k < 64; k++)
        {
            int symbol = bits.Symbol(codes), zeros = symbol >> 4;
            size = symbol & 15;
            if (size == 0)
            {
                if (zeros < 15)
                    break;
                k += 15;
                continue;
            }

            k += zeros;
            int value = bits.Signed(size);
            // A damaged run may leave the block: its value has no place.
            if (k < 64)
                block[natural[k]] = (short)value;
        }
    }
}
