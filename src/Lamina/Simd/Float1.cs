using System.Runtime.CompilerServices;

namespace Lamina.Simd;

/// <summary>One float: the scalar twin of the vector lanes, for tails and for machines without SIMD.</summary>
/// <remarks>Masks are bit patterns as in the vectors, all bits set (a NaN) or none.</remarks>
internal readonly unsafe struct Float1(float value) : IVectorLane<Float1, float>
{
    public readonly float Value = value;

    public static int Count => 1;

    int Bits
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => BitConverter.SingleToInt32Bits(Value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float1 Mask(bool set) => new(BitConverter.Int32BitsToSingle(set ? -1 : 0));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float1 Constant(double value) => new((float)value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float1 Broadcast(float value) => new(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float1 Load(float* source) => new(*source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float* destination, Float1 value) => *destination = value.Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreNonTemporal(float* destination, Float1 value) => *destination = value.Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreMask(byte* destination, Float1 mask) => *destination = (byte)(mask.Bits & 1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float1 LoadMask(byte* source) => Mask(*source != 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float1 operator +(Float1 left, Float1 right) => new(left.Value + right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float1 operator -(Float1 left, Float1 right) => new(left.Value - right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float1 operator *(Float1 left, Float1 right) => new(left.Value * right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float1 operator /(Float1 left, Float1 right) => new(left.Value / right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float1 operator -(Float1 value) => new(-value.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float1 MultiplyAdd(Float1 left, Float1 right, Float1 addend) => new(MathF.FusedMultiplyAdd(left.Value, right.Value, addend.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float1 Min(Float1 left, Float1 right) => new(MathF.Min(left.Value, right.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float1 Max(Float1 left, Float1 right) => new(MathF.Max(left.Value, right.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float1 Abs(Float1 value) => new(MathF.Abs(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float1 Sqrt(Float1 value) => new(MathF.Sqrt(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float1 Floor(Float1 value) => new(MathF.Floor(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float1 Ceiling(Float1 value) => new(MathF.Ceiling(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float1 Round(Float1 value) => new(MathF.Round(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float1 Truncate(Float1 value) => new(MathF.Truncate(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float1 IsNaN(Float1 value) => Mask(float.IsNaN(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float1 CopySign(Float1 magnitude, Float1 sign) => new(MathF.CopySign(magnitude.Value, sign.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float1 LessThan(Float1 left, Float1 right) => Mask(left.Value < right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float1 LessThanOrEqual(Float1 left, Float1 right) => Mask(left.Value <= right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float1 Equal(Float1 left, Float1 right) => Mask(left.Value == right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float1 And(Float1 left, Float1 right) => new(BitConverter.Int32BitsToSingle(left.Bits & right.Bits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float1 Or(Float1 left, Float1 right) => new(BitConverter.Int32BitsToSingle(left.Bits | right.Bits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float1 Not(Float1 mask) => new(BitConverter.Int32BitsToSingle(~mask.Bits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float1 Select(Float1 mask, Float1 ifTrue, Float1 ifFalse) => mask.Bits != 0 ? ifTrue : ifFalse;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float1 FromBits(long bits) => new(BitConverter.Int32BitsToSingle((int)bits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float1 Xor(Float1 left, Float1 right) => new(BitConverter.Int32BitsToSingle(left.Bits ^ right.Bits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float1 AddBits(Float1 left, Float1 right) => new(BitConverter.Int32BitsToSingle(left.Bits + right.Bits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float1 SubtractBits(Float1 left, Float1 right) => new(BitConverter.Int32BitsToSingle(left.Bits - right.Bits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float1 ShiftLeft(Float1 value, int count) => new(BitConverter.Int32BitsToSingle(value.Bits << count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float1 ShiftRight(Float1 value, int count) => new(BitConverter.Int32BitsToSingle(value.Bits >>> count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float1 EqualBits(Float1 left, Float1 right) => Mask(left.Bits == right.Bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float1 AtMost(Float1 limit, Float1 value) => limit.Value < value.Value ? limit : value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float1 AtLeast(Float1 limit, Float1 value) => limit.Value > value.Value ? limit : value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float1 Scale(Float1 value, Float1 exponent) => Elementary.ScaleInSteps<Float1, float>(value, exponent);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Float1 mask) => mask.Bits != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float1 ThroughDouble<TFormula>(Float1 x, Float1 y)
        where TFormula : struct, IDoubleFormula =>
        new((float)TFormula.Of<Double1>(new(x.Value), new(y.Value)).Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Float1 value) => value.Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float MaxElement(Float1 value) => value.Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float MinElement(Float1 value) => value.Value;
}
