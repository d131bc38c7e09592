using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Lamina.Imaging;

/// <summary>From rows of components to rows of pixels.</summary>
internal static class JpegPixels
{
    // ITU-R BT.601 with the full range, 16 bits behind the point.
    const int RedOfRed = 91881, GreenOfBlue = 22554, GreenOfRed = 46802, BlueOfBlue = 116130, Half = 1 << 15;

    /// <summary>R = Y + 1.402 Cr, G = Y − 0.344136 Cb − 0.714136 Cr, B = Y + 1.772 Cb, with Cb and Cr less 128.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void FromLuma(ReadOnlySpan<byte> luma, ReadOnlySpan<byte> blue, ReadOnlySpan<byte> red, Span<byte> pixels)
    {
        int count = pixels.Length / 3, x = 0;
        ref byte y = ref MemoryMarshal.GetReference(luma), cb = ref MemoryMarshal.GetReference(blue), cr = ref MemoryMarshal.GetReference(red);
        ref byte to = ref MemoryMarshal.GetReference(pixels);
        for (; x + 16 <= count; x += 16)
        {
            Vector128<byte> ys = Vector128.LoadUnsafe(ref y, (nuint)x), blues = Vector128.LoadUnsafe(ref cb, (nuint)x), reds = Vector128.LoadUnsafe(ref cr, (nuint)x);
            (Vector256<int> r0, Vector256<int> g0, Vector256<int> b0) = FromLuma(Vector128.WidenLower(ys), Vector128.WidenLower(blues), Vector128.WidenLower(reds));
            (Vector256<int> r1, Vector256<int> g1, Vector256<int> b1) = FromLuma(Vector128.WidenUpper(ys), Vector128.WidenUpper(blues), Vector128.WidenUpper(reds));
            Interleave(Bytes(r0, r1), Bytes(g0, g1), Bytes(b0, b1), ref Unsafe.Add(ref to, 3 * x));
        }

        for (; x < count; x++)
        {
            int u = blue[x] - 128, v = red[x] - 128;
            pixels[3 * x] = Clamp(luma[x] + (((RedOfRed * v) + Half) >> 16));
            pixels[(3 * x) + 1] = Clamp(luma[x] + (((-GreenOfBlue * u) - (GreenOfRed * v) + Half) >> 16));
            pixels[(3 * x) + 2] = Clamp(luma[x] + (((BlueOfBlue * u) + Half) >> 16));
        }
    }

    /// <summary>Three components side by side.</summary>
    public static void Interleave(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, ReadOnlySpan<byte> third, Span<byte> pixels)
    {
        for (int x = 0; x < pixels.Length / 3; x++)
        {
            pixels[3 * x] = first[x];
            pixels[(3 * x) + 1] = second[x];
            pixels[(3 * x) + 2] = third[x];
        }
    }

    /// <summary>Darkens pixels of cyan, magenta and yellow, turned to light unless <paramref name="turnColors"/>, by black.</summary>
    public static void LayInk(Span<byte> pixels, ReadOnlySpan<byte> black, bool turnColors, bool turnBlack)
    {
        for (int i = 0; i < pixels.Length; i++)
        {
            int color = turnColors ? 255 - pixels[i] : pixels[i], light = turnBlack ? 255 - black[i / 3] : black[i / 3];
            pixels[i] = (byte)(((color * light) + 127) / 255);
        }
    }

    static byte Clamp(int value) => (byte)Math.Clamp(value, 0, 255);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static (Vector256<int> Red, Vector256<int> Green, Vector256<int> Blue) FromLuma(Vector128<ushort> luma, Vector128<ushort> blue, Vector128<ushort> red)
    {
        Vector256<int> y = Widen(luma), middle = Vector256.Create(128), half = Vector256.Create(Half);
        Vector256<int> u = Widen(blue) - middle, v = Widen(red) - middle;
        return (y + (((v * RedOfRed) + half) >> 16), y + ((half - (u * GreenOfBlue) - (v * GreenOfRed)) >> 16), y + (((u * BlueOfBlue) + half) >> 16));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<int> Widen(Vector128<ushort> values) => Vector256.Create(Vector128.WidenLower(values), Vector128.WidenUpper(values)).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector128<byte> Bytes(Vector256<int> lower, Vector256<int> upper)
    {
        Vector256<int> least = Vector256<int>.Zero, largest = Vector256.Create(255);
        lower = Vector256.Min(Vector256.Max(lower, least), largest);
        upper = Vector256.Min(Vector256.Max(upper, least), largest);
        return Vector128.Narrow(Vector128.Narrow(lower.GetLower(), lower.GetUpper()).AsUInt16(), Vector128.Narrow(upper.GetLower(), upper.GetUpper()).AsUInt16());
    }

    // Sixteen pixels. A place beyond 15 gives 0.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Interleave(Vector128<byte> r, Vector128<byte> g, Vector128<byte> b, ref byte to)
    {
        const byte No = 255;
        (Vector128.Shuffle(r, Vector128.Create((byte)0, No, No, 1, No, No, 2, No, No, 3, No, No, 4, No, No, 5))
            | Vector128.Shuffle(g, Vector128.Create(No, 0, No, No, 1, No, No, 2, No, No, 3, No, No, 4, No, No))
            | Vector128.Shuffle(b, Vector128.Create(No, No, 0, No, No, 1, No, No, 2, No, No, 3, No, No, 4, No))).StoreUnsafe(ref to);
        (Vector128.Shuffle(r, Vector128.Create(No, No, 6, No, No, 7, No, No, 8, No, No, 9, No, No, 10, No))
            | Vector128.Shuffle(g, Vector128.Create((byte)5, No, No, 6, No, No, 7, No, No, 8, No, No, 9, No, No, 10))
            | Vector128.Shuffle(b, Vector128.Create(No, 5, No, No, 6, No, No, 7, No, No, 8, No, No, 9, No, No))).StoreUnsafe(ref to, 16);
        (Vector128.Shuffle(r, Vector128.Create(No, 11, No, No, 12, No, No, 13, No, No, 14, No, No, 15, No, No))
            | Vector128.Shuffle(g, Vector128.Create(No, No, 11, No, No, 12, No, No, 13, No, No, 14, No, No, 15, No))
            | Vector128.Shuffle(b, Vector128.Create((byte)10, No, No, 11, No, No, 12, No, No, 13, No, No, 14, No, No, 15))).StoreUnsafe(ref to, 32);
    }
}
