using System.Globalization;

namespace Lamina;

/// <summary>
/// A bare number beside a tensor. Its dtype is weak: it takes on the tensor's, unless its kind (bool, integer, float) is
/// above the tensor's kind; so <c>t * 2.0</c> stays float32 where t is.
/// </summary>
public readonly record struct Scalar
{
    readonly double _real;
    readonly long _whole;

    Scalar(double real, long whole, int kind)
    {
        _real = real;
        _whole = whole;
        Kind = kind;
    }

    /// <summary>0 for bool, 1 for integers, 2 for floating point.</summary>
    internal int Kind { get; }

    /// <summary>True where the number came as an integer or a bool.</summary>
    public bool IsInteger => Kind < 2;

    /// <summary>The number as a double.</summary>
    public double ToDouble() => Kind == 2 ? _real : _whole;

    /// <summary>The number as a long, truncated.</summary>
    public long ToInt64() => Kind == 2 ? (long)_real : _whole;

    /// <summary>A floating-point number.</summary>
    public static implicit operator Scalar(double value) => new(value, 0, 2);

    /// <summary>A floating-point number.</summary>
    public static implicit operator Scalar(float value) => new(value, 0, 2);

    /// <summary>An integer.</summary>
    public static implicit operator Scalar(long value) => new(0, value, 1);

    /// <summary>An integer.</summary>
    public static implicit operator Scalar(int value) => new(0, value, 1);

    /// <summary>A truth value.</summary>
    public static implicit operator Scalar(bool value) => new(0, value ? 1 : 0, 0);

    /// <inheritdoc/>
    public override string ToString() => Kind == 2 ? _real.ToString("R", CultureInfo.InvariantCulture) : _whole.ToString(CultureInfo.InvariantCulture);
}
