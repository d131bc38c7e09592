namespace Lamina.Simd;

/// <summary>
/// What elementary functions need beyond arithmetic: the bits of the numbers taken as integers of the same width,
/// and scaling by powers of two.
/// </summary>
/// <typeparam name="TSelf">The lane type itself.</typeparam>
internal interface IBitLane<TSelf>
    where TSelf : struct, IBitLane<TSelf>
{
    /// <summary>The number with these bits (the low half of them for float lanes) in every lane.</summary>
    static abstract TSelf FromBits(long bits);

    static abstract TSelf Xor(TSelf left, TSelf right);

    /// <summary>Sum of the bits as integers, wrapping.</summary>
    static abstract TSelf AddBits(TSelf left, TSelf right);

    /// <summary>Difference of the bits as integers, wrapping.</summary>
    static abstract TSelf SubtractBits(TSelf left, TSelf right);

    static abstract TSelf ShiftLeft(TSelf value, int count);

    /// <summary>Shifts in zeros.</summary>
    static abstract TSelf ShiftRight(TSelf value, int count);

    /// <summary>Mask of equal bits.</summary>
    static abstract TSelf EqualBits(TSelf left, TSelf right);

    /// <summary>The value, but at most the limit. NaN stays. Cheaper than Min; the limit is neither zero nor NaN.</summary>
    static abstract TSelf AtMost(TSelf limit, TSelf value);

    /// <summary>The value, but at least the limit. NaN stays. Cheaper than Max; the limit is neither zero nor NaN.</summary>
    static abstract TSelf AtLeast(TSelf limit, TSelf value);

    /// <summary>
    /// value · 2^exponent, rounded once. The magnitude of the value is in [½, 2], the exponent integral and not beyond
    /// twice the smallest or largest exponent of the type.
    /// </summary>
    static abstract TSelf Scale(TSelf value, TSelf exponent);

    /// <summary>Whether any element of the mask is set.</summary>
    static abstract bool Any(TSelf mask);

    /// <summary>Computes a formula in double precision and rounds its result to the lane's type.</summary>
    static abstract TSelf ThroughDouble<TFormula>(TSelf x, TSelf y)
        where TFormula : struct, IDoubleFormula;
}

/// <summary>A formula of one or two variables over double lanes of any width.</summary>
internal interface IDoubleFormula
{
    static abstract TLane Of<TLane>(TLane x, TLane y)
        where TLane : struct, IVectorLane<TLane, double>;
}
