using System.Numerics;
using System.Runtime.CompilerServices;
using Lamina.Simd;

namespace Lamina.Cpu.Recurrent;

/// <summary>One step of one sequence, backward. Blocks of gates are <c>Size</c> apart.</summary>
internal unsafe struct CellGradient<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Units.</summary>
    public long Size;

    /// <summary>The states before the step, and those it made.</summary>
    public T* Hidden, Cell, Output, NextCell;

    /// <summary>What the forward step saved.</summary>
    public T* Saved;

    /// <summary>The three parts of the output's gradient: from outside, through the next step's product, and past it.</summary>
    public T* OutputGradient, ProductGradient, Carry;

    /// <summary>Where the part of the gradient goes that reaches the state before without the product.</summary>
    public T* NextCarry;

    /// <summary>The gradient of the cell's state, and where that of the state before goes.</summary>
    public T* CellGradientIn, CellGradientOut;

    /// <summary>Where the gradients of the gates go; of the product apart, for cells in which they differ.</summary>
    public T* GateGradient, ProductGateGradient;

    /// <summary>The whole gradient of the output.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly TLane Gradient<TLane>(long unit)
        where TLane : struct, IVectorLane<TLane, T>
        => Flushed(TLane.Load(OutputGradient + unit) + (TLane.Load(ProductGradient + unit) + TLane.Load(Carry + unit)));

    /// <summary>The gradient of the cell's state that came from the step after.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly TLane LoadCellGradient<TLane>(long unit)
        where TLane : struct, IVectorLane<TLane, T>
        => Flushed(TLane.Load(CellGradientIn + unit));

    // Over many steps a gradient fades through subnormal numbers, on which processors compute many times slower, here and
    // in every product after: 91 ms or 840 ms for a step over 200 words. What is this small is zero.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TLane Flushed<TLane>(TLane value)
        where TLane : struct, IVectorLane<TLane, T>
        => TLane.Select(TLane.LessThan(TLane.Abs(value), TLane.Constant(sizeof(T) == sizeof(double) ? 1e-290 : 1e-30)), TLane.Constant(0), value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly TLane LoadSaved<TLane>(int block, long unit)
        where TLane : struct, IVectorLane<TLane, T>
        => TLane.Load(Saved + (block * Size) + unit);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void SetGate<TLane>(int gate, long unit, TLane value)
        where TLane : struct, IVectorLane<TLane, T>
        => TLane.Store(GateGradient + (gate * Size) + unit, value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void SetProductGate<TLane>(int gate, long unit, TLane value)
        where TLane : struct, IVectorLane<TLane, T>
        => TLane.Store(ProductGateGradient + (gate * Size) + unit, value);
}
