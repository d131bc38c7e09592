using System.Runtime.CompilerServices;
using Lamina.Simd;

namespace Lamina.Cpu.Optimize;

/// <summary>What each element brings to a norm, and how two contributions become one; 0 brings nothing.</summary>
internal interface INormTerm
{
    static abstract TLane Term<TLane>(TLane x)
        where TLane : struct, IRealLane<TLane>;

    static abstract TLane Combine<TLane>(TLane a, TLane b)
        where TLane : struct, IRealLane<TLane>;
}

/// <summary>Sum of magnitudes.</summary>
internal readonly struct OneNorm : INormTerm
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Term<TLane>(TLane x)
        where TLane : struct, IRealLane<TLane> => TLane.Abs(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Combine<TLane>(TLane a, TLane b)
        where TLane : struct, IRealLane<TLane> => a + b;
}

/// <summary>Sum of squares.</summary>
internal readonly struct TwoNorm : INormTerm
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Term<TLane>(TLane x)
        where TLane : struct, IRealLane<TLane> => x * x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Combine<TLane>(TLane a, TLane b)
        where TLane : struct, IRealLane<TLane> => a + b;
}

/// <summary>Largest magnitude.</summary>
internal readonly struct LargestNorm : INormTerm
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Term<TLane>(TLane x)
        where TLane : struct, IRealLane<TLane> => TLane.Abs(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Combine<TLane>(TLane a, TLane b)
        where TLane : struct, IRealLane<TLane> => TLane.Max(a, b);
}
