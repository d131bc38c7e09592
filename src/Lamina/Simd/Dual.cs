using System.Runtime.CompilerServices;

namespace Lamina.Simd;

/// <summary>
/// A dual number: a value and its derivative with respect to one variable, carried through a formula by the chain rule
/// (forward differentiation). Dual numbers of dual numbers give second derivatives.
/// </summary>
/// <remarks>
/// Masks live in the value; Select takes value and derivative of the same side, so that the side not taken may be
/// infinite or NaN. Conventions: |x|′ = 0 at 0; Min and Max give the derivative of the value chosen, of the first on a
/// tie; rounding has the derivative 0.
/// </remarks>
/// <typeparam name="TLane">Lanes of real numbers, or dual numbers over them.</typeparam>
/// <param name="value">The value.</param>
/// <param name="derivative">Its derivative.</param>
public readonly partial struct Dual<TLane>(TLane value, TLane derivative) : IRealLane<Dual<TLane>>
    where TLane : struct, IRealLane<TLane>
{
    /// <summary>The value.</summary>
    public TLane Value { get; } = value;

    /// <summary>The derivative.</summary>
    public TLane Derivative { get; } = derivative;

    /// <summary>The variable of differentiation: derivative 1.</summary>
    /// <param name="value">Its value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<TLane> Variable(TLane value) => new(value, TLane.Constant(1));

    /// <summary>A number that does not depend on the variable: derivative 0.</summary>
    /// <param name="value">Its value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<TLane> Constant(TLane value) => new(value, TLane.Constant(0));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<TLane> Constant(double value) => Constant(TLane.Constant(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<TLane> operator +(Dual<TLane> left, Dual<TLane> right) => new(left.Value + right.Value, left.Derivative + right.Derivative);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<TLane> operator -(Dual<TLane> left, Dual<TLane> right) => new(left.Value - right.Value, left.Derivative - right.Derivative);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<TLane> operator *(Dual<TLane> left, Dual<TLane> right) => new(
        left.Value * right.Value,
        TLane.MultiplyAdd(left.Derivative, right.Value, left.Value * right.Derivative));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<TLane> operator /(Dual<TLane> left, Dual<TLane> right)
    {
        TLane quotient = left.Value / right.Value;
        return new(quotient, (left.Derivative - quotient * right.Derivative) / right.Value);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<TLane> operator -(Dual<TLane> value) => new(-value.Value, -value.Derivative);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<TLane> MultiplyAdd(Dual<TLane> left, Dual<TLane> right, Dual<TLane> addend) => new(
        TLane.MultiplyAdd(left.Value, right.Value, addend.Value),
        TLane.MultiplyAdd(left.Derivative, right.Value, TLane.MultiplyAdd(left.Value, right.Derivative, addend.Derivative)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<TLane> Sqrt(Dual<TLane> value)
    {
        TLane root = TLane.Sqrt(value.Value);
        return new(root, value.Derivative / (root + root));
    }

    /// <summary>The smaller, with its derivative; on a tie the first's.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">Another.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<TLane> Min(Dual<TLane> left, Dual<TLane> right)
    {
        TLane first = TLane.Or(TLane.LessThanOrEqual(left.Value, right.Value), TLane.IsNaN(left.Value));
        return new(TLane.Min(left.Value, right.Value), TLane.Select(first, left.Derivative, right.Derivative));
    }

    /// <summary>The larger, with its derivative; on a tie the first's.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">Another.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<TLane> Max(Dual<TLane> left, Dual<TLane> right)
    {
        TLane first = TLane.Or(TLane.LessThanOrEqual(right.Value, left.Value), TLane.IsNaN(left.Value));
        return new(TLane.Max(left.Value, right.Value), TLane.Select(first, left.Derivative, right.Derivative));
    }

    /// <summary>Magnitude; the derivative at 0 is 0.</summary>
    /// <param name="value">The number.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<TLane> Abs(Dual<TLane> value) => new(TLane.Abs(value.Value), AbsDerivative(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<TLane> CopySign(Dual<TLane> magnitude, Dual<TLane> sign) => new(
        TLane.CopySign(magnitude.Value, sign.Value),
        AbsDerivative(magnitude) * TLane.CopySign(TLane.Constant(1), sign.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TLane AbsDerivative(Dual<TLane> value)
    {
        TLane zero = TLane.Constant(0);
        TLane side = TLane.Select(TLane.LessThan(value.Value, zero), -value.Derivative, value.Derivative);
        return TLane.Select(TLane.Equal(value.Value, zero), zero, side);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<TLane> Floor(Dual<TLane> value) => Constant(TLane.Floor(value.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<TLane> Ceiling(Dual<TLane> value) => Constant(TLane.Ceiling(value.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<TLane> Round(Dual<TLane> value) => Constant(TLane.Round(value.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<TLane> Truncate(Dual<TLane> value) => Constant(TLane.Truncate(value.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<TLane> IsNaN(Dual<TLane> value) => Constant(TLane.IsNaN(value.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<TLane> LessThan(Dual<TLane> left, Dual<TLane> right) => Constant(TLane.LessThan(left.Value, right.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<TLane> LessThanOrEqual(Dual<TLane> left, Dual<TLane> right) => Constant(TLane.LessThanOrEqual(left.Value, right.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<TLane> Equal(Dual<TLane> left, Dual<TLane> right) => Constant(TLane.Equal(left.Value, right.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<TLane> And(Dual<TLane> left, Dual<TLane> right) => Constant(TLane.And(left.Value, right.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<TLane> Or(Dual<TLane> left, Dual<TLane> right) => Constant(TLane.Or(left.Value, right.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<TLane> Not(Dual<TLane> mask) => Constant(TLane.Not(mask.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<TLane> Select(Dual<TLane> mask, Dual<TLane> ifTrue, Dual<TLane> ifFalse) => new(
        TLane.Select(mask.Value, ifTrue.Value, ifFalse.Value),
        TLane.Select(mask.Value, ifTrue.Derivative, ifFalse.Derivative));
}
