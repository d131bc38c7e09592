using System.Runtime.CompilerServices;
using Lamina.Simd;

namespace Lamina.Ops;

/// <summary><see cref="UpdateRates"/> in every lane.</summary>
/// <typeparam name="TLane">The lanes.</typeparam>
/// <param name="rates">The rates.</param>
public readonly struct LaneRates<TLane>(UpdateRates rates)
    where TLane : struct, IRealLane<TLane>
{
    /// <summary>The first number.</summary>
    public TLane First
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get;
    } = TLane.Constant(rates.First);

    /// <summary>The second number.</summary>
    public TLane Second
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get;
    } = TLane.Constant(rates.Second);

    /// <summary>The third number.</summary>
    public TLane Third
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get;
    } = TLane.Constant(rates.Third);
}
