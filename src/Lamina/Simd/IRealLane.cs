namespace Lamina.Simd;

/// <summary>
/// Lanes of real numbers (float or double), or of dual numbers over such lanes: adds division, rounding and the
/// elementary functions to <see cref="INumberLane{TSelf}"/>.
/// </summary>
/// <remarks>
/// <para>
/// The accuracy of each elementary function is stated as its largest error in units of the last place (ulp), found by
/// sweeping every exponent and the ranges where the function bends; 0.5 is correct rounding. Subnormal numbers are kept,
/// as arguments and as results. NaN gives NaN; its sign and payload are not promised. Results are the same bits for every
/// width; between machines they may differ where System.Math is named, since that is the system's library.
/// </para>
/// <para>For dual numbers the value has the stated accuracy, the derivative follows by the chain rule.</para>
/// </remarks>
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

    /// <summary>eˣ. Float and double: 1 ulp.</summary>
    static abstract TSelf Exp(TSelf value);

    /// <summary>eˣ − 1, accurate near zero. Float: 1.5 ulp; double: 2 ulp.</summary>
    static abstract TSelf Expm1(TSelf value);

    /// <summary>Natural logarithm; −∞ at ±0, NaN below. Float and double: 1 ulp.</summary>
    static abstract TSelf Log(TSelf value);

    /// <summary>ln(1 + x), accurate near zero; −∞ at −1, NaN below. Float and double: 1 ulp.</summary>
    static abstract TSelf Log1p(TSelf value);

    /// <summary>xʸ, with the special cases of IEEE 754. Float: 0.51 ulp, through double; double: System.Math.</summary>
    static abstract TSelf Pow(TSelf value, TSelf exponent);

    /// <summary>Sine of an angle in radians. Float: 1.6 ulp for any angle; beyond 100,000, and for double, System.Math.</summary>
    static abstract TSelf Sin(TSelf value);

    /// <summary>Cosine of an angle in radians. Float: 1.6 ulp for any angle; beyond 100,000, and for double, System.Math.</summary>
    static abstract TSelf Cos(TSelf value);

    /// <summary>Tangent of an angle in radians. System.Math in double precision; float is rounded from it.</summary>
    static abstract TSelf Tan(TSelf value);

    /// <summary>Arc sine, in radians; NaN outside [−1, 1]. System.Math in double precision; float is rounded from it.</summary>
    static abstract TSelf Asin(TSelf value);

    /// <summary>Arc cosine, in radians; NaN outside [−1, 1]. System.Math in double precision; float is rounded from it.</summary>
    static abstract TSelf Acos(TSelf value);

    /// <summary>Arc tangent, in radians. System.Math in double precision; float is rounded from it.</summary>
    static abstract TSelf Atan(TSelf value);

    /// <summary>Angle of the point (x, y), in radians, in [−π, π]. System.Math in double precision; float is rounded from it.</summary>
    static abstract TSelf Atan2(TSelf y, TSelf x);

    /// <summary>Hyperbolic sine. Float: 0.51 ulp, through double; double: System.Math.</summary>
    static abstract TSelf Sinh(TSelf value);

    /// <summary>Hyperbolic cosine. Float: 0.51 ulp, through double; double: System.Math.</summary>
    static abstract TSelf Cosh(TSelf value);

    /// <summary>Hyperbolic tangent. Float and double: 2.4 ulp.</summary>
    static abstract TSelf Tanh(TSelf value);

    /// <summary>Error function, 2/√π ∫₀ˣ e^(−t²) dt. Float: 1.8 ulp; double: 2 ulp.</summary>
    static abstract TSelf Erf(TSelf value);

    /// <summary>Logistic function 1 / (1 + e⁻ˣ); neither overflows nor loses small results. Float and double: 2.5 ulp.</summary>
    static abstract TSelf Sigmoid(TSelf value);
}
