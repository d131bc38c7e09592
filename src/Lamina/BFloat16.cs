using System.Globalization;
using System.Runtime.CompilerServices;

namespace Lamina;

/// <summary>
/// A brain floating-point number: the upper 16 bits of a <see cref="float"/>, that is its sign, its 8 bits of exponent
/// and 7 bits of its fraction. The range of float with 2 to 3 decimal digits.
/// </summary>
/// <remarks>Arithmetic is done in float: convert, compute, convert back.</remarks>
public readonly struct BFloat16 : IEquatable<BFloat16>, IComparable<BFloat16>, IComparable, IFormattable
{
    readonly ushort _bits;

    BFloat16(ushort bits) => _bits = bits;

    /// <summary>The number 0.</summary>
    public static BFloat16 Zero => default;

    /// <summary>The number 1.</summary>
    public static BFloat16 One => new(0x3F80);

    /// <summary>The largest finite number, about 3.39 · 10³⁸.</summary>
    public static BFloat16 MaxValue => new(0x7F7F);

    /// <summary>The smallest finite number, the negative of <see cref="MaxValue"/>.</summary>
    public static BFloat16 MinValue => new(0xFF7F);

    /// <summary>The distance from 1 to the next larger number, 2⁻⁷.</summary>
    public static BFloat16 MachineEpsilon => new(0x3C00);

    /// <summary>Not a number.</summary>
    public static BFloat16 NaN => new(0x7FC0);

    /// <summary>Positive infinity.</summary>
    public static BFloat16 PositiveInfinity => new(0x7F80);

    /// <summary>Negative infinity.</summary>
    public static BFloat16 NegativeInfinity => new(0xFF80);

    /// <summary>The number with these bits.</summary>
    /// <param name="bits">Sign, exponent and fraction, from the top.</param>
    public static BFloat16 FromBits(ushort bits) => new(bits);

    /// <summary>The bits of the number.</summary>
    /// <param name="value">The number.</param>
    public static ushort ToBits(BFloat16 value) => value._bits;

    /// <summary>Rounds to the nearest, halves to even; too large becomes infinity; NaN stays NaN.</summary>
    /// <param name="value">The number to round.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static explicit operator BFloat16(float value)
    {
        uint bits = BitConverter.SingleToUInt32Bits(value);

        // A NaN is made quiet, lest its lower bits be all it had.
        uint rounded = float.IsNaN(value) ? (bits >> 16) | 0x40 : (bits + 0x7FFF + ((bits >> 16) & 1)) >> 16;
        return new((ushort)rounded);
    }

    /// <summary>Rounds once, from double: to the nearest, halves to even.</summary>
    /// <param name="value">The number to round.</param>
    public static explicit operator BFloat16(double value)
    {
        // Rounding to float first would round twice. To odd instead: the last bit remembers that something was cut.
        float near = (float)value;
        if (near != value && float.IsFinite(near))
        {
            if (Math.Abs((double)near) > Math.Abs(value))
                near = BitConverter.UInt32BitsToSingle(BitConverter.SingleToUInt32Bits(near) - 1);
            near = BitConverter.UInt32BitsToSingle(BitConverter.SingleToUInt32Bits(near) | 1);
        }

        return (BFloat16)near;
    }

    /// <summary>The same number as float; exact.</summary>
    /// <param name="value">The number.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static explicit operator float(BFloat16 value) => BitConverter.UInt32BitsToSingle((uint)value._bits << 16);

    /// <summary>The same number as double; exact.</summary>
    /// <param name="value">The number.</param>
    public static explicit operator double(BFloat16 value) => (float)value;

    /// <summary>Whether the number is NaN.</summary>
    /// <param name="value">The number.</param>
    public static bool IsNaN(BFloat16 value) => (value._bits & 0x7FFF) > 0x7F80;

    /// <summary>Equality of numbers: −0 equals +0, NaN equals nothing.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">Another.</param>
    public static bool operator ==(BFloat16 left, BFloat16 right) => (float)left == (float)right;

    /// <summary>Inequality of numbers.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">Another.</param>
    public static bool operator !=(BFloat16 left, BFloat16 right) => (float)left != (float)right;

    /// <summary>Whether the first is smaller; false for NaN.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">Another.</param>
    public static bool operator <(BFloat16 left, BFloat16 right) => (float)left < (float)right;

    /// <summary>Whether the first is larger; false for NaN.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">Another.</param>
    public static bool operator >(BFloat16 left, BFloat16 right) => (float)left > (float)right;

    /// <summary>Whether the first is smaller or equal; false for NaN.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">Another.</param>
    public static bool operator <=(BFloat16 left, BFloat16 right) => (float)left <= (float)right;

    /// <summary>Whether the first is larger or equal; false for NaN.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">Another.</param>
    public static bool operator >=(BFloat16 left, BFloat16 right) => (float)left >= (float)right;

    /// <summary>As <see cref="float.Equals(float)"/>: NaN equals NaN, −0 equals +0.</summary>
    /// <param name="other">The other number.</param>
    public bool Equals(BFloat16 other) => ((float)this).Equals((float)other);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is BFloat16 other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => ((float)this).GetHashCode();

    /// <summary>As <see cref="float.CompareTo(float)"/>: NaN stands before every number.</summary>
    /// <param name="other">The other number.</param>
    public int CompareTo(BFloat16 other) => ((float)this).CompareTo((float)other);

    /// <inheritdoc/>
    public int CompareTo(object? obj) => obj switch
    {
        null => 1,
        BFloat16 other => CompareTo(other),
        _ => throw new ArgumentException($"A BFloat16 compares with a BFloat16, not with {obj.GetType().Name}.", nameof(obj)),
    };

    /// <summary>The shortest decimal that rounds back to the number, in the current culture.</summary>
    public override string ToString() => ToString(null, CultureInfo.CurrentCulture);

    /// <summary>The number in a format of <see cref="float"/>; without one, the shortest decimal that rounds back.</summary>
    /// <param name="format">A numeric format, or null.</param>
    /// <param name="formatProvider">The culture, or null for the current one.</param>
    public string ToString(string? format, IFormatProvider? formatProvider)
    {
        float value = (float)this;
        if (!string.IsNullOrEmpty(format) || !float.IsFinite(value))
            return value.ToString(format, formatProvider);
        for (int digits = 1; digits < 9; digits++)
        {
            string text = value.ToString($"G{digits}", CultureInfo.InvariantCulture);
            float parsed = float.Parse(text, CultureInfo.InvariantCulture);
            if (((BFloat16)parsed)._bits == _bits)
                return parsed.ToString(formatProvider);
        }

        return value.ToString(formatProvider);
    }
}
