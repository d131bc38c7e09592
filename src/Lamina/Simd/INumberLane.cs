namespace Lamina.Simd;

/// <summary>
/// One or more numbers side by side, on which a formula is computed at once. A formula written over this interface
/// serves every SIMD width, the scalar tail, dual numbers (derivatives) and integers.
/// </summary>
/// <remarks>
/// Comparisons give a mask of the same type: all bits set where true, none where false. Every operation is exact in the
/// sense of IEEE 754 (or wraps, for integers), so that each width gives the same bits.
/// </remarks>
/// <typeparam name="TSelf">The lane type itself.</typeparam>
public interface INumberLane<TSelf>
    where TSelf : struct, INumberLane<TSelf>
{
    /// <summary>The same number in every lane, rounded to the lane's type.</summary>
    static abstract TSelf Constant(double value);

    /// <summary>Sum.</summary>
    static abstract TSelf operator +(TSelf left, TSelf right);

    /// <summary>Difference.</summary>
    static abstract TSelf operator -(TSelf left, TSelf right);

    /// <summary>Product.</summary>
    static abstract TSelf operator *(TSelf left, TSelf right);

    /// <summary>Negation; flips the sign of zero.</summary>
    static abstract TSelf operator -(TSelf value);

    /// <summary>The smaller; NaN if either is NaN; −0 is below +0.</summary>
    static abstract TSelf Min(TSelf left, TSelf right);

    /// <summary>The larger; NaN if either is NaN; +0 is above −0.</summary>
    static abstract TSelf Max(TSelf left, TSelf right);

    /// <summary>Magnitude.</summary>
    static abstract TSelf Abs(TSelf value);

    /// <summary>Mask of left &lt; right; false where either is NaN.</summary>
    static abstract TSelf LessThan(TSelf left, TSelf right);

    /// <summary>Mask of left ≤ right; false where either is NaN.</summary>
    static abstract TSelf LessThanOrEqual(TSelf left, TSelf right);

    /// <summary>Mask of left = right; false where either is NaN.</summary>
    static abstract TSelf Equal(TSelf left, TSelf right);

    /// <summary>Both masks.</summary>
    static abstract TSelf And(TSelf left, TSelf right);

    /// <summary>Either mask.</summary>
    static abstract TSelf Or(TSelf left, TSelf right);

    /// <summary>The opposite mask.</summary>
    static abstract TSelf Not(TSelf mask);

    /// <summary>Where the mask is set, the first value; elsewhere the second. The value not chosen has no influence.</summary>
    static abstract TSelf Select(TSelf mask, TSelf ifTrue, TSelf ifFalse);
}
