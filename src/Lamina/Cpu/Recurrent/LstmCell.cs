using System.Numerics;
using System.Runtime.CompilerServices;
using Lamina.Simd;

namespace Lamina.Cpu.Recurrent;

/// <summary>
/// i, f, o = σ, g = tanh of the gates in the order i, f, g, o; c' = f·c + i·g; h' = o·tanh c'. Saved are i, f, g, o; tanh c' is
/// computed again for the gradient, which costs less than to keep it.
/// </summary>
internal readonly unsafe struct LstmCell : IRecurrentCell
{
    public static int Gates => 4;

    public static int Saved => 4;

    public static bool HasCell => true;

    public static bool HasBias => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Forward<TLane, T>(in CellStep<T> step, long unit)
        where TLane : struct, IVectorLane<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TLane i = TLane.Sigmoid(step.Gate<TLane>(0, unit));
        step.Save(0, unit, i);
        TLane g = TLane.Tanh(step.Gate<TLane>(2, unit));
        step.Save(2, unit, g);
        TLane f = TLane.Sigmoid(step.Gate<TLane>(1, unit));
        step.Save(1, unit, f);
        TLane c = TLane.MultiplyAdd(f, TLane.Load(step.Cell + unit), i * g);
        TLane.Store(step.NextCell + unit, c);
        TLane o = TLane.Sigmoid(step.Gate<TLane>(3, unit));
        step.Save(3, unit, o);
        step.SetHidden(unit, o * TLane.Tanh(c));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Backward<TLane, T>(in CellGradient<T> step, long unit)
        where TLane : struct, IVectorLane<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TLane one = TLane.Constant(1);
        TLane i = step.LoadSaved<TLane>(0, unit), f = step.LoadSaved<TLane>(1, unit);
        TLane g = step.LoadSaved<TLane>(2, unit), o = step.LoadSaved<TLane>(3, unit);
        TLane dh = step.Gradient<TLane>(unit);
        TLane squashed = TLane.Tanh(TLane.Load(step.NextCell + unit));
        TLane dc = TLane.MultiplyAdd(dh * o, one - (squashed * squashed), step.LoadCellGradient<TLane>(unit));
        step.SetGate(0, unit, dc * g * (i * (one - i)));
        step.SetGate(1, unit, dc * TLane.Load(step.Cell + unit) * (f * (one - f)));
        step.SetGate(2, unit, dc * i * (one - (g * g)));
        step.SetGate(3, unit, dh * squashed * (o * (one - o)));
        TLane.Store(step.CellGradientOut + unit, dc * f);
        TLane.Store(step.NextCarry + unit, TLane.Constant(0));
    }
}
