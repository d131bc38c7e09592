using System.Runtime.CompilerServices;

namespace Lamina.Simd;

// The elementary functions and their derivatives.
public readonly partial struct Dual<TLane>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<TLane> Exp(Dual<TLane> value)
    {
        TLane power = TLane.Exp(value.Value);
        return new(power, power * value.Derivative);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<TLane> Expm1(Dual<TLane> value) =>
        new(TLane.Expm1(value.Value), TLane.Exp(value.Value) * value.Derivative);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<TLane> Log(Dual<TLane> value) =>
        new(TLane.Log(value.Value), value.Derivative / value.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<TLane> Log1p(Dual<TLane> value) =>
        new(TLane.Log1p(value.Value), value.Derivative / (TLane.Constant(1) + value.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<TLane> Sin(Dual<TLane> value) =>
        new(TLane.Sin(value.Value), TLane.Cos(value.Value) * value.Derivative);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<TLane> Cos(Dual<TLane> value) =>
        new(TLane.Cos(value.Value), -TLane.Sin(value.Value) * value.Derivative);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<TLane> Tan(Dual<TLane> value)
    {
        TLane tangent = TLane.Tan(value.Value);
        return new(tangent, TLane.MultiplyAdd(tangent, tangent, TLane.Constant(1)) * value.Derivative);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<TLane> Asin(Dual<TLane> value) =>
        new(TLane.Asin(value.Value), value.Derivative / CircleHeight(value.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<TLane> Acos(Dual<TLane> value) =>
        new(TLane.Acos(value.Value), -value.Derivative / CircleHeight(value.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<TLane> Atan(Dual<TLane> value) =>
        new(TLane.Atan(value.Value), value.Derivative / TLane.MultiplyAdd(value.Value, value.Value, TLane.Constant(1)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<TLane> Sinh(Dual<TLane> value) =>
        new(TLane.Sinh(value.Value), TLane.Cosh(value.Value) * value.Derivative);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<TLane> Cosh(Dual<TLane> value) =>
        new(TLane.Cosh(value.Value), TLane.Sinh(value.Value) * value.Derivative);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<TLane> Tanh(Dual<TLane> value)
    {
        TLane tangent = TLane.Tanh(value.Value);
        return new(tangent, TLane.MultiplyAdd(-tangent, tangent, TLane.Constant(1)) * value.Derivative);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<TLane> Erf(Dual<TLane> value) =>
        new(TLane.Erf(value.Value), TLane.Constant(1.1283791670955126) * TLane.Exp(-(value.Value * value.Value)) * value.Derivative);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<TLane> Sigmoid(Dual<TLane> value)
    {
        TLane sigmoid = TLane.Sigmoid(value.Value);
        return new(sigmoid, sigmoid * (TLane.Constant(1) - sigmoid) * value.Derivative);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<TLane> Atan2(Dual<TLane> y, Dual<TLane> x)
    {
        TLane square = TLane.MultiplyAdd(x.Value, x.Value, y.Value * y.Value);
        return new(TLane.Atan2(y.Value, x.Value), (x.Value * y.Derivative - y.Value * x.Derivative) / square);
    }

    /// <summary>
    /// Power, with d(xʸ) = y xʸ⁻¹ dx + xʸ ln x dy. An exponent that does not depend on the variable adds nothing where x
    /// has no logarithm; x⁰ is constant at 0.
    /// </summary>
    /// <param name="value">The base.</param>
    /// <param name="exponent">The exponent.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<TLane> Pow(Dual<TLane> value, Dual<TLane> exponent)
    {
        TLane zero = TLane.Constant(0);
        TLane power = TLane.Pow(value.Value, exponent.Value);
        TLane atZero = TLane.And(TLane.Equal(value.Value, zero), TLane.Equal(exponent.Value, zero));
        TLane slope = exponent.Value * TLane.Pow(value.Value, exponent.Value - TLane.Constant(1));
        TLane byBase = TLane.Select(atZero, zero, slope * value.Derivative);
        TLane noLogarithm = TLane.Not(TLane.LessThan(zero, value.Value));
        TLane fixedExponent = TLane.And(TLane.Equal(exponent.Derivative, zero), noLogarithm);
        TLane byExponent = TLane.Select(fixedExponent, zero, power * TLane.Log(value.Value) * exponent.Derivative);
        return new(power, byBase + byExponent);
    }

    /// <summary>√(1 - x²), accurate near ±1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TLane CircleHeight(TLane x) => TLane.Sqrt((TLane.Constant(1) - x) * (TLane.Constant(1) + x));
}
