using System.Numerics;
using System.Runtime.CompilerServices;

namespace Lamina.Simd;

/// <summary>One integer as a lane, so that formulas over <see cref="INumberLane{TSelf}"/> serve integer tensors too. Wraps around.</summary>
/// <typeparam name="T">The element: an integer of any width, signed or not.</typeparam>
/// <param name="value">The integer.</param>
public readonly struct Whole<T>(T value) : INumberLane<Whole<T>>
    where T : unmanaged, IBinaryInteger<T>
{
    /// <summary>The integer; of a mask, all bits set or none.</summary>
    public T Value { get; } = value;

    /// <summary>The nearest integer, halves to even; beyond the type's range, its limit; NaN gives 0.</summary>
    /// <param name="value">The number.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Whole<T> Constant(double value) => new(T.CreateSaturating(Math.Round(value)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Whole<T> operator +(Whole<T> left, Whole<T> right) => new(unchecked(left.Value + right.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Whole<T> operator -(Whole<T> left, Whole<T> right) => new(unchecked(left.Value - right.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Whole<T> operator *(Whole<T> left, Whole<T> right) => new(unchecked(left.Value * right.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Whole<T> operator -(Whole<T> value) => new(unchecked(-value.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Whole<T> Min(Whole<T> left, Whole<T> right) => left.Value < right.Value ? left : right;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Whole<T> Max(Whole<T> left, Whole<T> right) => left.Value > right.Value ? left : right;

    /// <summary>Magnitude; the smallest number of a signed type stays itself.</summary>
    /// <param name="value">The integer.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Whole<T> Abs(Whole<T> value) => value.Value < T.Zero ? -value : value;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Whole<T> LessThan(Whole<T> left, Whole<T> right) => Mask(left.Value < right.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Whole<T> LessThanOrEqual(Whole<T> left, Whole<T> right) => Mask(left.Value <= right.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Whole<T> Equal(Whole<T> left, Whole<T> right) => Mask(left.Value == right.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Whole<T> And(Whole<T> left, Whole<T> right) => new(left.Value & right.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Whole<T> Or(Whole<T> left, Whole<T> right) => new(left.Value | right.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Whole<T> Not(Whole<T> mask) => new(~mask.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Whole<T> Select(Whole<T> mask, Whole<T> ifTrue, Whole<T> ifFalse) =>
        mask.Value != T.Zero ? ifTrue : ifFalse;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Whole<T> Mask(bool set) => new(set ? T.AllBitsSet : T.Zero);
}
