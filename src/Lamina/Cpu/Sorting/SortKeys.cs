using System.Runtime.CompilerServices;

namespace Lamina.Cpu.Sorting;

/// <summary>Numbers as unsigned keys of the same order: −0 equals 0, every NaN is the largest.</summary>
internal static class SortKeys
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Of(float x)
    {
        if (float.IsNaN(x))
            return uint.MaxValue;
        uint bits = BitConverter.SingleToUInt32Bits(x + 0f);
        return (int)bits < 0 ? ~bits : bits | 0x80000000;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Of(double x)
    {
        if (double.IsNaN(x))
            return ulong.MaxValue;
        ulong bits = BitConverter.DoubleToUInt64Bits(x + 0d);
        return (long)bits < 0 ? ~bits : bits | 0x8000000000000000;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Of(long x) => (ulong)x ^ 0x8000000000000000;
}
