using System.Runtime.CompilerServices;
using Lamina.Simd;

namespace Lamina.Cpu.Recurrent;

/// <summary>An activation whose derivative follows from its value.</summary>
internal interface IRnnActivation
{
    static abstract TLane Value<TLane>(TLane x)
        where TLane : struct, IRealLane<TLane>;

    /// <summary>The gradient of the argument from the value and its gradient.</summary>
    static abstract TLane Gradient<TLane>(TLane value, TLane gradient)
        where TLane : struct, IRealLane<TLane>;
}

internal readonly struct TanhOfRnn : IRnnActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Value<TLane>(TLane x)
        where TLane : struct, IRealLane<TLane>
        => TLane.Tanh(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Gradient<TLane>(TLane value, TLane gradient)
        where TLane : struct, IRealLane<TLane>
        => gradient * (TLane.Constant(1) - (value * value));
}

internal readonly struct ReluOfRnn : IRnnActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Value<TLane>(TLane x)
        where TLane : struct, IRealLane<TLane>
        => TLane.Select(TLane.LessThanOrEqual(x, TLane.Constant(0)), TLane.Constant(0), x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Gradient<TLane>(TLane value, TLane gradient)
        where TLane : struct, IRealLane<TLane>
        => TLane.Select(TLane.LessThanOrEqual(value, TLane.Constant(0)), TLane.Constant(0), gradient);
}

internal readonly struct SigmoidOfRnn : IRnnActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Value<TLane>(TLane x)
        where TLane : struct, IRealLane<TLane>
        => TLane.Sigmoid(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Gradient<TLane>(TLane value, TLane gradient)
        where TLane : struct, IRealLane<TLane>
        => gradient * (value * (TLane.Constant(1) - value));
}
