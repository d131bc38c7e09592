using System.Runtime.CompilerServices;

namespace Lamina.Simd;

/// <summary>One double: the scalar twin of the vector lanes, for tails and for machines without SIMD.</summary>
/// <remarks>Masks are bit patterns as in the vectors, all bits set (a NaN) or none.</remarks>
internal readonly unsafe struct Double1(double value) : IVectorLane<Double1, double>
{
    public readonly double Value = value;

    public static int Count => 1;

    long Bits
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => BitConverter.DoubleToInt64Bits(Value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double1 Mask(bool set) => new(BitConverter.Int64BitsToDouble(set ? -1 : 0));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 Constant(double value) => new(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 Broadcast(double value) => new(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 Load(double* source) => new(*source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(double* destination, Double1 value) => *destination = value.Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreNonTemporal(double* destination, Double1 value) => *destination = value.Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreMask(byte* destination, Double1 mask) => *destination = (byte)(mask.Bits & 1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 LoadMask(byte* source) => Mask(*source != 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 operator +(Double1 left, Double1 right) => new(left.Value + right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 operator -(Double1 left, Double1 right) => new(left.Value - right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 operator *(Double1 left, Double1 right) => new(left.Value * right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 operator /(Double1 left, Double1 right) => new(left.Value / right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 operator -(Double1 value) => new(-value.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 MultiplyAdd(Double1 left, Double1 right, Double1 addend) => new(Math.FusedMultiplyAdd(left.Value, right.Value, addend.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 Min(Double1 left, Double1 right) => new(Math.Min(left.Value, right.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 Max(Double1 left, Double1 right) => new(Math.Max(left.Value, right.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 Abs(Double1 value) => new(Math.Abs(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 Sqrt(Double1 value) => new(Math.Sqrt(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 Floor(Double1 value) => new(Math.Floor(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 Ceiling(Double1 value) => new(Math.Ceiling(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 Round(Double1 value) => new(Math.Round(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 Truncate(Double1 value) => new(Math.Truncate(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 IsNaN(Double1 value) => Mask(double.IsNaN(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 CopySign(Double1 magnitude, Double1 sign) => new(Math.CopySign(magnitude.Value, sign.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 LessThan(Double1 left, Double1 right) => Mask(left.Value < right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 LessThanOrEqual(Double1 left, Double1 right) => Mask(left.Value <= right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 Equal(Double1 left, Double1 right) => Mask(left.Value == right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 And(Double1 left, Double1 right) => new(BitConverter.Int64BitsToDouble(left.Bits & right.Bits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 Or(Double1 left, Double1 right) => new(BitConverter.Int64BitsToDouble(left.Bits | right.Bits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 Not(Double1 mask) => new(BitConverter.Int64BitsToDouble(~mask.Bits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 Select(Double1 mask, Double1 ifTrue, Double1 ifFalse) => mask.Bits != 0 ? ifTrue : ifFalse;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 FromBits(long bits) => new(BitConverter.Int64BitsToDouble(bits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 Xor(Double1 left, Double1 right) => new(BitConverter.Int64BitsToDouble(left.Bits ^ right.Bits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 AddBits(Double1 left, Double1 right) => new(BitConverter.Int64BitsToDouble(left.Bits + right.Bits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 SubtractBits(Double1 left, Double1 right) => new(BitConverter.Int64BitsToDouble(left.Bits - right.Bits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 ShiftLeft(Double1 value, int count) => new(BitConverter.Int64BitsToDouble(value.Bits << count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 ShiftRight(Double1 value, int count) => new(BitConverter.Int64BitsToDouble(value.Bits >>> count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 EqualBits(Double1 left, Double1 right) => Mask(left.Bits == right.Bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 AtMost(Double1 limit, Double1 value) => limit.Value < value.Value ? limit : value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 AtLeast(Double1 limit, Double1 value) => limit.Value > value.Value ? limit : value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 Scale(Double1 value, Double1 exponent) => Elementary.ScaleInSteps<Double1, double>(value, exponent);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Double1 mask) => mask.Bits != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 ThroughDouble<TFormula>(Double1 x, Double1 y)
        where TFormula : struct, IDoubleFormula => TFormula.Of(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sum(Double1 value) => value.Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double MaxElement(Double1 value) => value.Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double MinElement(Double1 value) => value.Value;
}
