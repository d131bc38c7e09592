using System.Numerics;
using System.Runtime.CompilerServices;
using Lamina.Simd;

namespace Lamina.Cpu.Recurrent;

/// <summary>One step of one sequence, forward. Blocks of gates are <c>Size</c> apart.</summary>
internal unsafe struct CellStep<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Units.</summary>
    public long Size;

    /// <summary>The input's part of the gates, and that of the state before.</summary>
    public T* Input, Product;

    /// <summary>Bias of the product, for cells that have one.</summary>
    public T* Bias;

    /// <summary>The states before.</summary>
    public T* Hidden, Cell;

    /// <summary>Where the new states go; the hidden one in two places.</summary>
    public T* NextHidden, NextCell, Output;

    /// <summary>What the gradient will need.</summary>
    public T* Saved;

    /// <summary>The sum of both parts of a gate.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly TLane Gate<TLane>(int gate, long unit)
        where TLane : struct, IVectorLane<TLane, T>
        => TLane.Load(Input + (gate * Size) + unit) + TLane.Load(Product + (gate * Size) + unit);

    /// <summary>A gate's product with its bias.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly TLane BiasedProduct<TLane>(int gate, long unit)
        where TLane : struct, IVectorLane<TLane, T>
        => TLane.Load(Product + (gate * Size) + unit) + TLane.Load(Bias + (gate * Size) + unit);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Save<TLane>(int block, long unit, TLane value)
        where TLane : struct, IVectorLane<TLane, T>
        => TLane.Store(Saved + (block * Size) + unit, value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void SetHidden<TLane>(long unit, TLane value)
        where TLane : struct, IVectorLane<TLane, T>
    {
        TLane.Store(NextHidden + unit, value);
        TLane.Store(Output + unit, value);
    }
}
