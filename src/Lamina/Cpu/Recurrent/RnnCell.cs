using System.Numerics;
using System.Runtime.CompilerServices;
using Lamina.Simd;

namespace Lamina.Cpu.Recurrent;

/// <summary>h' = a(x + p); the gradient needs the output alone.</summary>
internal readonly unsafe struct RnnCell<TActivation> : IRecurrentCell
    where TActivation : struct, IRnnActivation
{
    public static int Gates => 1;

    public static int Saved => 0;

    public static bool HasCell => false;

    public static bool HasBias => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Forward<TLane, T>(in CellStep<T> step, long unit)
        where TLane : struct, IVectorLane<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => step.SetHidden(unit, TActivation.Value(step.Gate<TLane>(0, unit)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Backward<TLane, T>(in CellGradient<T> step, long unit)
        where TLane : struct, IVectorLane<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        step.SetGate(0, unit, TActivation.Gradient(TLane.Load(step.Output + unit), step.Gradient<TLane>(unit)));
        TLane.Store(step.NextCarry + unit, TLane.Constant(0));
    }
}
