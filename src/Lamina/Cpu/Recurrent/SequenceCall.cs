using System.Numerics;
using System.Runtime.CompilerServices;
using Lamina.Cpu.Products;

namespace Lamina.Cpu.Recurrent;

/// <summary>
/// A run over sequences of one layer in one direction. [T, B, n] means a dense tensor; the tensors that come from outside have
/// strides for steps and sequences. In a gradient's call the first group is as the forward run left it.
/// </summary>
internal unsafe struct SequenceCall<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Steps T, sequences B, units H.</summary>
    public long Steps, Batch, Size;

    /// <summary>From the last step to the first.</summary>
    public bool Reverse;

    /// <summary>Steps of each sequence; null if all have T.</summary>
    public long* Lengths;

    /// <summary>Recurrent weights [G·H, H].</summary>
    public MatrixView<T> Weight;

    /// <summary>The recurrent weight as a forward run packs it; null to pack it anew.</summary>
    public T* PackedWeight;

    /// <summary>First states [B, H], and the product's bias [G·H].</summary>
    public T* FirstHidden, FirstCell, Bias;

    /// <summary>Outputs [T, B, H], zero beyond a sequence's end.</summary>
    public T* Output;

    /// <summary>[T, B, saved·H] and the cell's states [T, B, H]; null if no gradient will be asked for.</summary>
    public T* Saved, Cells;

    /// <summary>Forward: the input's part of the gates [T, B, G·H]. Backward: the outputs' gradient [T, B, H].</summary>
    public T* Input;

    public long InputStep, InputRow;

    /// <summary>Forward: where the last states go. Backward: their gradients. [B, H].</summary>
    public T* LastHidden, LastCell;

    /// <summary>Where gradients go: of the gates [T, B, G·H], of the product's gates where they differ, of the first states.</summary>
    public T* GateGradient, ProductGateGradient, FirstHiddenGradient, FirstCellGradient;

    /// <summary>The gate gradients of each sequence's first step [B, G·H].</summary>
    public T* FirstGateGradient;

    /// <summary>Sequences by grain.</summary>
    public Split Rows;

    public readonly long StepAt(long turn) => Reverse ? Steps - 1 - turn : turn;

    /// <summary>Whether a sequence has this step; steps outside 0 … T − 1 it never has.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool Has(long sequence, long step) => (ulong)step < (ulong)(Lengths == null ? Steps : Lengths[sequence]);
}
