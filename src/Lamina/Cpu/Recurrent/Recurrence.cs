using System.Numerics;
using System.Runtime.Intrinsics;
using Lamina.Cpu.Products;
using Lamina.Simd;

namespace Lamina.Cpu.Recurrent;

/// <summary>Whole sequences of recurrent cells, forward and backward, for float and double.</summary>
/// <remarks>
/// Bits: an element of a step's product is one chain of fused multiply-adds over the state before, from zero, in ascending order;
/// the cells are exact lane formulas. Nothing depends on the number of threads or on how sequences share a grain.
/// </remarks>
internal static unsafe class Recurrence
{
    /// <summary>Sequences by grain: as many as the widest tile has rows, fewer where that would leave threads without work.</summary>
    static Split RowsOfGrains(long batch) => new(batch, Math.Max(1, batch >= 32 ? (batch + 7) / 8 : (batch + 3) / 4));

    public static void Forward<TCell>(SequenceCall<float>* call)
        where TCell : struct, IRecurrentCell
        => Run<TCell>(call, backward: false);

    public static void Forward<TCell>(SequenceCall<double>* call)
        where TCell : struct, IRecurrentCell
        => Run<TCell>(call, backward: false);

    /// <summary>
    /// All gradients. Those of the weights [G·H, H] and, for cells that have one, of the product's bias [G·H] are sums over all
    /// steps and sequences, and so products of their own; either may be null.
    /// </summary>
    public static void Backward<TCell>(SequenceCall<float>* call, float* weightGradient, float* biasGradient)
        where TCell : struct, IRecurrentCell
    {
        Run<TCell>(call, backward: true);
        SumOverSteps<TCell, float>(call, weightGradient, biasGradient);
    }

    /// <inheritdoc cref="Backward{TCell}(SequenceCall{float}*, float*, float*)"/>
    public static void Backward<TCell>(SequenceCall<double>* call, double* weightGradient, double* biasGradient)
        where TCell : struct, IRecurrentCell
    {
        Run<TCell>(call, backward: true);
        SumOverSteps<TCell, double>(call, weightGradient, biasGradient);
    }

    /// <summary>Packs the recurrent weight [G·H, H] for forward runs on the current tier.</summary>
    public static void Pack<T>(MatrixView<T> weight, long gates, long size, T* packed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        switch (TierFor(size, sizeof(T)))
        {
            case SimdTier.Vector512: StepProduct<TileLane512<T>, Vector512<T>, T>.Pack(weight.Transposed, size, gates, packed); break;
            case SimdTier.Vector256: StepProduct<TileLane256<T>, Vector256<T>, T>.Pack(weight.Transposed, size, gates, packed); break;
            case SimdTier.Vector128: StepProduct<TileLane128<T>, Vector128<T>, T>.Pack(weight.Transposed, size, gates, packed); break;
            default: StepProduct<TileLaneScalar<T>, T, T>.Pack(weight.Transposed, size, gates, packed); break;
        }
    }

    // No lane is wider than a state: the last vector of a state may overlap the one before, but not reach beyond.
    static SimdTier TierFor(long size, int elementSize) =>
        (SimdTier)Math.Min((int)Tier.Current, size * elementSize >= 64 ? 512 : size * elementSize >= 32 ? 256 : size * elementSize >= 16 ? 128 : 0);

    static void Run<TCell>(SequenceCall<float>* call, bool backward)
        where TCell : struct, IRecurrentCell
    {
        switch (TierFor(call->Size, sizeof(float)))
        {
            case SimdTier.Vector512:
                Run<TCell, Float16, TileLane512<float>, Vector512<float>, float>(call, backward);
                break;
            case SimdTier.Vector256:
                Run<TCell, Float8, TileLane256<float>, Vector256<float>, float>(call, backward);
                break;
            case SimdTier.Vector128:
                Run<TCell, Float4, TileLane128<float>, Vector128<float>, float>(call, backward);
                break;
            default:
                Run<TCell, Float1, TileLaneScalar<float>, float, float>(call, backward);
                break;
        }
    }

    static void Run<TCell>(SequenceCall<double>* call, bool backward)
        where TCell : struct, IRecurrentCell
    {
        switch (TierFor(call->Size, sizeof(double)))
        {
            case SimdTier.Vector512:
                Run<TCell, Double8, TileLane512<double>, Vector512<double>, double>(call, backward);
                break;
            case SimdTier.Vector256:
                Run<TCell, Double4, TileLane256<double>, Vector256<double>, double>(call, backward);
                break;
            case SimdTier.Vector128:
                Run<TCell, Double2, TileLane128<double>, Vector128<double>, double>(call, backward);
                break;
            default:
                Run<TCell, Double1, TileLaneScalar<double>, double, double>(call, backward);
                break;
        }
    }

    static void Run<TCell, TLane, TTile, TVector, T>(SequenceCall<T>* call, bool backward)
        where TCell : struct, IRecurrentCell
        where TLane : struct, IVectorLane<TLane, T>
        where TTile : struct, ITileLane<TVector, T>
        where TVector : struct
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (call->Batch == 0)
            return;
        call->Rows = RowsOfGrains(call->Batch);
        long gates = TCell.Gates * call->Size;
        if (backward)
            Workers.Run(call->Rows.Parts, new SequenceGradientGrains<TCell, TLane, TTile, TVector, T>(call, new StepProduct<TTile, TVector, T>(call->Weight, gates, call->Size)));
        else
            Workers.Run(call->Rows.Parts, new SequenceGrains<TCell, TLane, TTile, TVector, T>(call, new StepProduct<TTile, TVector, T>(call->Weight.Transposed, call->Size, gates, call->PackedWeight)));
    }

    // Each step's gates meet the state before it: the outputs one step earlier, and for each sequence's first step its first
    // state. Beyond a sequence's end the gates' gradients, or the outputs, are zero.
    static void SumOverSteps<TCell, T>(SequenceCall<T>* call, T* weightGradient, T* biasGradient)
        where TCell : struct, IRecurrentCell
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        long size = call->Size, gates = TCell.Gates * size, rows = call->Steps * call->Batch;
        T* gradient = TCell.HasBias ? call->ProductGateGradient : call->GateGradient;
        if (weightGradient != null)
        {
            MatrixView<T> later = new(gradient + (call->Reverse ? 0 : call->Batch * gates), gates, 1);
            MatrixView<T> earlier = new(call->Output + (call->Reverse ? call->Batch * size : 0), size, 1);
            MatrixView<T> result = new(weightGradient, size, 1);
            MatrixProduct.Run(gates, size, rows - call->Batch, later.Transposed, earlier, result);
            MatrixProduct.Run(
                gates, size, call->Batch, new MatrixView<T>(call->FirstGateGradient, gates, 1).Transposed,
                new MatrixView<T>(call->FirstHidden, size, 1), result, accumulate: true);
        }

        if (biasGradient != null)
        {
            T one = T.One;
            MatrixProduct.Run(1, gates, rows, new MatrixView<T>(&one, 0, 0), new MatrixView<T>(gradient, gates, 1), new MatrixView<T>(biasGradient, gates, 1));
        }
    }
}
