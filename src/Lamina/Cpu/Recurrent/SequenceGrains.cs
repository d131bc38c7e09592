using System.Numerics;
using System.Runtime.CompilerServices;
using Lamina.Cpu.Products;
using Lamina.Simd;

namespace Lamina.Cpu.Recurrent;

/// <summary>Forward: a grain takes a few sequences through all steps, so that threads never wait for one another between steps.</summary>
internal readonly unsafe struct SequenceGrains<TCell, TLane, TTile, TVector, T>(SequenceCall<T>* call, StepProduct<TTile, TVector, T> weight) : IGrains
    where TCell : struct, IRecurrentCell
    where TLane : struct, IVectorLane<TLane, T>
    where TTile : struct, ITileLane<TVector, T>
    where TVector : struct
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(long grain)
    {
        long size = call->Size, firstRow = call->Rows.Start(grain);
        int rows = (int)call->Rows.Size(grain);
        long state = rows * size;
        T* product = (T*)Scratch.Get(ScratchSlot.Kernel1, ((rows * weight.Pitch) + (4 * state) + (TCell.Saved * size)) * sizeof(T));
        T* hidden = product + (rows * weight.Pitch), next = hidden + state;
        T* cells = next + state, saved = cells + (2 * state);
        T** cellOf = stackalloc T*[rows];
        for (long i = 0; i < state; i++)
            hidden[i] = call->FirstHidden[(firstRow * size) + i];
        if (TCell.HasCell)
        {
            for (int r = 0; r < rows; r++)
                cellOf[r] = call->FirstCell + ((firstRow + r) * size);
        }

        CellStep<T> step = default;
        step.Size = size;
        step.Bias = call->Bias;
        for (long turn = 0; turn < call->Steps; turn++)
        {
            long t = call->StepAt(turn);
            weight.Run(hidden, size, rows, product);
            for (int r = 0; r < rows; r++)
            {
                long sequence = firstRow + r, at = (t * call->Batch) + sequence;
                step.Output = call->Output + (at * size);
                step.Hidden = hidden + (r * size);
                step.NextHidden = next + (r * size);
                step.Saved = call->Saved == null ? saved : call->Saved + (at * TCell.Saved * size);
                if (TCell.HasCell)
                {
                    // Without a gradient to come, states are kept in two places by turns; a sequence's steps follow one another.
                    step.Cell = cellOf[r];
                    step.NextCell = call->Cells == null ? cells + ((turn & 1) * state) + (r * size) : call->Cells + (at * size);
                }

                if (!call->Has(sequence, t))
                {
                    SkipStep(step);
                    continue;
                }

                step.Input = call->Input + (t * call->InputStep) + (sequence * call->InputRow);
                step.Product = product + (r * weight.Pitch);
                for (long unit = 0; unit < size; unit += TLane.Count)
                    TCell.Forward<TLane, T>(step, Math.Min(unit, size - TLane.Count));
                if (TCell.HasCell)
                    cellOf[r] = step.NextCell;
            }

            T* old = hidden;
            hidden = next;
            next = old;
        }

        for (long i = 0; i < state; i++)
            call->LastHidden[(firstRow * size) + i] = hidden[i];
        if (TCell.HasCell)
        {
            for (int r = 0; r < rows; r++)
                new Span<T>(cellOf[r], (int)size).CopyTo(new Span<T>(call->LastCell + ((firstRow + r) * size), (int)size));
        }
    }

    // Beyond its end a sequence gives zeros and keeps its state; what is kept for the gradient is defined, if never read.
    void SkipStep(in CellStep<T> step)
    {
        int size = (int)step.Size;
        new Span<T>(step.Output, size).Clear();
        new Span<T>(step.Hidden, size).CopyTo(new Span<T>(step.NextHidden, size));
        if (call->Saved != null)
            new Span<T>(step.Saved, TCell.Saved * size).Clear();
        if (TCell.HasCell && call->Cells != null)
            new Span<T>(step.NextCell, size).Clear();
    }
}
