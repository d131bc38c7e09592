using System.Numerics;
using System.Runtime.CompilerServices;
using Lamina.Simd;

namespace Lamina.Cpu.Recurrent;

/// <summary>
/// r, z = σ of the gates r and z; n = tanh(x + r·p) with the candidate's own two parts, p including its bias;
/// h' = (1 − z)·n + z·h. Saved are r, z, n, p.
/// </summary>
internal readonly unsafe struct GruCell : IRecurrentCell
{
    public static int Gates => 3;

    public static int Saved => 4;

    public static bool HasCell => false;

    public static bool HasBias => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Forward<TLane, T>(in CellStep<T> step, long unit)
        where TLane : struct, IVectorLane<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TLane r = TLane.Sigmoid(TLane.Load(step.Input + unit) + step.BiasedProduct<TLane>(0, unit));
        step.Save(0, unit, r);
        TLane p = step.BiasedProduct<TLane>(2, unit);
        step.Save(3, unit, p);
        TLane n = TLane.Tanh(TLane.MultiplyAdd(r, p, TLane.Load(step.Input + (2 * step.Size) + unit)));
        step.Save(2, unit, n);
        TLane z = TLane.Sigmoid(TLane.Load(step.Input + step.Size + unit) + step.BiasedProduct<TLane>(1, unit));
        step.Save(1, unit, z);
        step.SetHidden(unit, TLane.MultiplyAdd(z, TLane.Load(step.Hidden + unit) - n, n));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Backward<TLane, T>(in CellGradient<T> step, long unit)
        where TLane : struct, IVectorLane<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TLane one = TLane.Constant(1);
        TLane r = step.LoadSaved<TLane>(0, unit), z = step.LoadSaved<TLane>(1, unit);
        TLane n = step.LoadSaved<TLane>(2, unit), p = step.LoadSaved<TLane>(3, unit);
        TLane dh = step.Gradient<TLane>(unit);
        TLane dn = dh * (one - z) * (one - (n * n));
        TLane dz = dh * (TLane.Load(step.Hidden + unit) - n) * (z * (one - z));
        TLane dr = dn * p * (r * (one - r));
        step.SetGate(0, unit, dr);
        step.SetGate(1, unit, dz);
        step.SetGate(2, unit, dn);
        step.SetProductGate(0, unit, dr);
        step.SetProductGate(1, unit, dz);
        step.SetProductGate(2, unit, dn * r);
        TLane.Store(step.NextCarry + unit, dh * z);
    }
}
