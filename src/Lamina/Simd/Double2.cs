using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Lamina.Simd;

/// <summary>Two numbers of type double, 128 bits.</summary>
internal readonly unsafe struct Double2(Vector128<double> value) : IVectorLane<Double2, double>
{
    public readonly Vector128<double> Value = value;

    public static int Count => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 Constant(double value) => new(Vector128.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 Broadcast(double value) => new(Vector128.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 Load(double* source) => new(Vector128.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(double* destination, Double2 value) => Vector128.Store(value.Value, destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreNonTemporal(double* destination, Double2 value) => Vector128.StoreAlignedNonTemporal(value.Value, destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreMask(byte* destination, Double2 mask) => MaskBytes.Store(destination, mask.Value.AsInt64());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 LoadMask(byte* source) => new(MaskBytes.Load2Wide(source).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 operator +(Double2 left, Double2 right) => new(left.Value + right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 operator -(Double2 left, Double2 right) => new(left.Value - right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 operator *(Double2 left, Double2 right) => new(left.Value * right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 operator /(Double2 left, Double2 right) => new(left.Value / right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 operator -(Double2 value) => new(-value.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 MultiplyAdd(Double2 left, Double2 right, Double2 addend) => new(Vector128.FusedMultiplyAdd(left.Value, right.Value, addend.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 Min(Double2 left, Double2 right) => new(Vector128.Min(left.Value, right.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 Max(Double2 left, Double2 right) => new(Vector128.Max(left.Value, right.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 Abs(Double2 value) => new(Vector128.Abs(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 Sqrt(Double2 value) => new(Vector128.Sqrt(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 Floor(Double2 value) => new(Vector128.Floor(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 Ceiling(Double2 value) => new(Vector128.Ceiling(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 Round(Double2 value) => new(Vector128.Round(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 Truncate(Double2 value) => new(Vector128.Truncate(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 IsNaN(Double2 value) => new(Vector128.IsNaN(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 CopySign(Double2 magnitude, Double2 sign) => new(Vector128.CopySign(magnitude.Value, sign.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 LessThan(Double2 left, Double2 right) => new(Vector128.LessThan(left.Value, right.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 LessThanOrEqual(Double2 left, Double2 right) => new(Vector128.LessThanOrEqual(left.Value, right.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 Equal(Double2 left, Double2 right) => new(Vector128.Equals(left.Value, right.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 And(Double2 left, Double2 right) => new(left.Value & right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 Or(Double2 left, Double2 right) => new(left.Value | right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 Not(Double2 mask) => new(~mask.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 Select(Double2 mask, Double2 ifTrue, Double2 ifFalse) => new(Vector128.ConditionalSelect(mask.Value, ifTrue.Value, ifFalse.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 FromBits(long bits) => new(Vector128.Create(bits).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 Xor(Double2 left, Double2 right) => new(left.Value ^ right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 AddBits(Double2 left, Double2 right) => new((left.Value.AsInt64() + right.Value.AsInt64()).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 SubtractBits(Double2 left, Double2 right) => new((left.Value.AsInt64() - right.Value.AsInt64()).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 ShiftLeft(Double2 value, int count) => new((value.Value.AsInt64() << count).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 ShiftRight(Double2 value, int count) => new((value.Value.AsInt64() >>> count).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 EqualBits(Double2 left, Double2 right) => new(Vector128.Equals(left.Value.AsInt64(), right.Value.AsInt64()).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 AtMost(Double2 limit, Double2 value) => new(Vector128.MinNative(limit.Value, value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 AtLeast(Double2 limit, Double2 value) => new(Vector128.MaxNative(limit.Value, value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 Scale(Double2 value, Double2 exponent) => Avx512F.VL.IsSupported
        ? new(Avx512F.VL.Scale(value.Value, exponent.Value))
        : Elementary.ScaleInSteps<Double2, double>(value, exponent);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Double2 mask) => Vector128.ExtractMostSignificantBits(mask.Value) != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 ThroughDouble<TFormula>(Double2 x, Double2 y)
        where TFormula : struct, IDoubleFormula => TFormula.Of(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sum(Double2 value) => (value.Value + Vector128.Shuffle(value.Value, Vector128.Create(1L, 0))).ToScalar();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double MaxElement(Double2 value) => (Vector128.Max(value.Value, Vector128.Shuffle(value.Value, Vector128.Create(1L, 0)))).ToScalar();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double MinElement(Double2 value) => (Vector128.Min(value.Value, Vector128.Shuffle(value.Value, Vector128.Create(1L, 0)))).ToScalar();
}
