namespace Lamina.Simd;

/// <summary>
/// Lanes of real numbers (float or double), or of dual numbers over such lanes: adds division, rounding and the
/// elementary functions to <see cref="INumberLane{TSelf}"/>.
/// </summary>
/// <remarks>Accuracy of the elementary functions is stated on each, for float lanes over the whole range, subnormals, infinities and NaN included.</remarks>
/// <typeparam name="TSelf">The lane type itself.</typeparam>
public interface IRealLane<TSelf> : INumberLane<TSelf>
    where TSelf : struct, IRealLane<TSelf>
{
    /// <summary>Quotient.</summary>
    static abstract TSelf operator /(TSelf left, TSelf right);

    /// <summary>left · right + addend with one rounding.</summary>
    static abstract TSelf MultiplyAdd(TSelf left, TSelf right, TSelf addend);

    /// <summary>Square root, correctly rounded.</summary>
    static abstract TSelf Sqrt(TSelf value);

    /// <summary>Largest integer not above.</summary>
    static abstract TSelf Floor(TSelf value);

    /// <summary>Smallest integer not below.</summary>
    static abstract TSelf Ceiling(TSelf value);

    /// <summary>Nearest integer, halves to even.</summary>
    static abstract TSelf Round(TSelf value);

    /// <summary>Integer part, towards zero.</summary>
    static abstract TSelf Truncate(TSelf value);

    /// <summary>Mask of values that are NaN.</summary>
    static abstract TSelf IsNaN(TSelf value);

    /// <summary>Magnitude of the first with the sign of the second.</summary>
    static abstract TSelf CopySign(TSelf magnitude, TSelf sign);

    /// <summary>eˣ.</summary>
    static abstract TSelf Exp(TSelf value);

    /// <summary>eˣ − 1, accurate near zero.</summary>
    static abstract TSelf Expm1(TSelf value);

    /// <summary>Natural logarithm.</summary>
    static abstract TSelf Log(TSelf value);

    /// <summary>ln(1 + x), accurate near zero.</summary>
    static abstract TSelf Log1p(TSelf value);

    /// <summary>xʸ, with the special cases of IEEE 754.</summary>
    static abstract TSelf Pow(TSelf value, TSelf exponent);

    /// <summary>Sine of an angle in radians.</summary>
    static abstract TSelf Sin(TSelf value);

    /// <summary>Cosine of an angle in radians.</summary>
    static abstract TSelf Cos(TSelf value);

    /// <summary>Tangent of an angle in radians.</summary>
    static abstract TSelf Tan(TSelf value);

    /// <summary>Arc sine, in radians.</summary>
    static abstract TSelf Asin(TSelf value);

    /// <summary>Arc cosine, in radians.</summary>
    static abstract TSelf Acos(TSelf value);

    /// <summary>Arc tangent, in radians.</summary>
    static abstract TSelf Atan(TSelf value);

    /// <summary>Angle of the point (x, y), in radians, in (−π, π].</summary>
    static abstract TSelf Atan2(TSelf y, TSelf x);

    /// <summary>Hyperbolic sine.</summary>
    static abstract TSelf Sinh(TSelf value);

    /// <summary>Hyperbolic cosine.</summary>
    static abstract TSelf Cosh(TSelf value);

    /// <summary>Hyperbolic tangent.</summary>
    static abstract TSelf Tanh(TSelf value);

    /// <summary>Error function, 2/√π ∫₀ˣ e^(−t²) dt.</summary>
    static abstract TSelf Erf(TSelf value);

    /// <summary>Logistic function 1 / (1 + e⁻ˣ).</summary>
    static abstract TSelf Sigmoid(TSelf value);
}
