using System.Numerics;
using System.Runtime.CompilerServices;
using Lamina.Cpu.Products;
using Lamina.Simd;

namespace Lamina.Cpu.Recurrent;

/// <summary>
/// Backward: a grain takes a few sequences through all steps, the last first. The gradient of a state has three parts: that of
/// the step's output, the next step's gates times the weights, and what the next step passed on as it was (the carry).
/// </summary>
internal readonly unsafe struct SequenceGradientGrains<TCell, TLane, TTile, TVector, T>(SequenceCall<T>* call, StepProduct<TTile, TVector, T> weight) : IGrains
    where TCell : struct, IRecurrentCell
    where TLane : struct, IVectorLane<TLane, T>
    where TTile : struct, ITileLane<TVector, T>
    where TVector : struct
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(long grain)
    {
        long size = call->Size, firstRow = call->Rows.Start(grain), gates = TCell.Gates * size;
        int rows = (int)call->Rows.Size(grain);
        long state = rows * size;
        T* product = (T*)Scratch.Get(ScratchSlot.Kernel1, ((rows * weight.Pitch) + (4 * state)) * sizeof(T));
        T* carry = product + (rows * weight.Pitch), nextCarry = carry + state;
        T* cell = nextCarry + state, nextCell = cell + state;
        T* productGates = TCell.HasBias ? call->ProductGateGradient : call->GateGradient;
        new Span<T>(product, checked((int)(rows * weight.Pitch))).Clear();
        new Span<T>(call->LastHidden + (firstRow * size), (int)state).CopyTo(new Span<T>(carry, (int)state));
        if (TCell.HasCell)
            new Span<T>(call->LastCell + (firstRow * size), (int)state).CopyTo(new Span<T>(cell, (int)state));
        new Span<T>(call->FirstGateGradient + (firstRow * gates), checked((int)(rows * gates))).Clear();

        CellGradient<T> step = default;
        step.Size = size;
        for (long turn = call->Steps - 1; turn >= 0; turn--)
        {
            long t = call->StepAt(turn), before = call->Reverse ? t + 1 : t - 1;
            T* gatesOfStep = productGates + (((t * call->Batch) + firstRow) * gates);
            for (int r = 0; r < rows; r++)
            {
                long sequence = firstRow + r, at = (t * call->Batch) + sequence;
                step.GateGradient = call->GateGradient + (at * gates);
                step.ProductGateGradient = productGates + (at * gates);
                step.Carry = carry + (r * size);
                step.NextCarry = nextCarry + (r * size);
                step.CellGradientIn = cell + (r * size);
                step.CellGradientOut = nextCell + (r * size);
                step.ProductGradient = product + (r * weight.Pitch);
                if (!call->Has(sequence, t))
                {
                    SkipStep(step);
                    continue;
                }

                bool continues = call->Has(sequence, before);
                long atBefore = (before * call->Batch) + sequence;
                step.Output = call->Output + (at * size);
                step.Hidden = continues ? call->Output + (atBefore * size) : call->FirstHidden + (sequence * size);
                step.Saved = call->Saved + (at * TCell.Saved * size);
                step.OutputGradient = call->Input + (t * call->InputStep) + (sequence * call->InputRow);
                if (TCell.HasCell)
                {
                    step.NextCell = call->Cells + (at * size);
                    step.Cell = continues ? call->Cells + (atBefore * size) : call->FirstCell + (sequence * size);
                }

                if (continues)
                {
                    // Backwards through memory, in short rows: too irregular for the hardware to fetch ahead.
                    Ahead(call->Saved + (atBefore * TCell.Saved * size), TCell.Saved * size);
                    Ahead(call->Input + (before * call->InputStep) + (sequence * call->InputRow), size);
                    Ahead(productGates + (atBefore * gates), gates);
                    if (TCell.HasCell)
                        Ahead(call->Cells + (((((2 * before) - t) * call->Batch) + sequence) * size), size);
                }

                for (long unit = 0; unit < size; unit += TLane.Count)
                    TCell.Backward<TLane, T>(step, Math.Min(unit, size - TLane.Count));
                if (!continues)
                    new Span<T>(step.ProductGateGradient, (int)gates).CopyTo(new Span<T>(call->FirstGateGradient + (sequence * gates), (int)gates));
            }

            // The gates of a skipped step have gradient zero, hence their product.
            weight.Run(gatesOfStep, gates, rows, product);
            T* old = carry;
            carry = nextCarry;
            nextCarry = old;
            old = cell;
            cell = nextCell;
            nextCell = old;
        }

        for (int r = 0; r < rows; r++)
        {
            for (long i = 0; i < size; i++)
                call->FirstHiddenGradient[((firstRow + r) * size) + i] = product[(r * weight.Pitch) + i] + carry[(r * size) + i];
        }

        if (TCell.HasCell)
            new Span<T>(cell, (int)state).CopyTo(new Span<T>(call->FirstCellGradient + (firstRow * size), (int)state));
    }

    /// <summary>Asks for what the next step will need, into the second cache.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Ahead(T* row, long count)
    {
        for (long i = 0; i < count; i += 64 / sizeof(T))
            TTile.PrefetchSecond(row + i);
    }

    // Beyond its end a sequence hands its state on, and so the whole gradient.
    void SkipStep(in CellGradient<T> step)
    {
        int size = (int)step.Size;
        new Span<T>(step.GateGradient, TCell.Gates * size).Clear();
        new Span<T>(step.ProductGateGradient, TCell.Gates * size).Clear();
        for (int i = 0; i < size; i++)
            step.NextCarry[i] = step.ProductGradient[i] + step.Carry[i];
        if (TCell.HasCell)
            new Span<T>(step.CellGradientIn, size).CopyTo(new Span<T>(step.CellGradientOut, size));
    }
}
