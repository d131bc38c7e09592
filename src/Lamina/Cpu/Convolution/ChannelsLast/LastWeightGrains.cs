using System.Numerics;
using System.Runtime.CompilerServices;
using Lamina.Cpu.Products;

namespace Lamina.Cpu.Convolution.ChannelsLast;

/// <summary>
/// Packs weights for <see cref="LastGrains{TLane, TVector, T}"/>, a vector of target channels a grain. Weights stand as [row, channel, tap] for the forward pass
/// and, <c>turned</c>, as [channel, row, tap] for the gradient of the input.
/// </summary>
internal readonly unsafe struct LastWeightGrains<TLane, TVector, T>(LastCall<T>* call, T* weights, LastTap* places, int taps, bool turned) : IGrains
    where TLane : struct, ITileLane<TVector, T>
    where TVector : struct
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    const int TermsOfStage = 256;

    /// <summary>Packs the weights of all phases, one after the other, and the bias, if there is one, filled up to whole vectors.</summary>
    public static void Pack(LastCall<T>* call, T* weights, T* bias, LastTap* places, int taps, bool turned)
    {
        long vectors = (call->Rows + TLane.Count - 1) / TLane.Count, columns = vectors * TLane.Count, next = 0;
        for (int i = 0; i < call->PhaseCount; i++)
        {
            LastPhase* phase = call->Phases + i;
            phase->Weights = next;
            next += phase->KernelLines * phase->KernelColumns * call->Last.Channels * columns;
        }

        call->Weights = (T*)Scratch.Get(ScratchSlot.ConvPartials, (next + columns) * sizeof(T));
        Workers.Run(vectors, new LastWeightGrains<TLane, TVector, T>(call, weights, places, taps, turned));
        if (bias == null)
            return;
        call->Bias = call->Weights + next;
        Span<T> all = new(call->Bias, checked((int)columns));
        new Span<T>(bias, (int)call->Rows).CopyTo(all);
        all[(int)call->Rows..].Clear();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(long vector)
    {
        int lanes = TLane.Count, most = Math.Max(1, TermsOfStage / taps);
        long channels = call->Last.Channels, row = vector * lanes, panel = 0;
        int rows = (int)Math.Min(lanes, call->Rows - row);
        while (call->Panels.Start(panel) + call->Panels.Size(panel) <= vector)
            panel++;
        long before = call->Panels.Start(panel), width = call->Panels.Size(panel) * lanes;
        T* stage = (T*)Scratch.Get(ScratchSlot.PackedA, (long)most * taps * lanes * sizeof(T));
        for (long first = 0; first < channels; first += most)
        {
            int count = (int)Math.Min(most, channels - first);
            if (turned)
                for (int c = 0; c < count; c++)
                    Packing.Pack(weights + ((((first + c) * call->Rows) + row) * taps), taps, 1, rows, taps, stage + (c * taps * lanes), lanes);
            else
                Packing.Pack(weights + (((row * channels) + first) * taps), channels * taps, 1, rows, count * taps, stage, lanes);
            for (int t = 0; t < taps; t++)
            {
                LastPhase* phase = call->Phases + places[t].Phase;
                long depth = phase->KernelLines * phase->KernelColumns * channels;
                T* to = call->Weights + phase->Weights + (before * lanes * depth) + (((places[t].Ordinal * channels) + first) * width) + ((vector - before) * lanes);
                for (int c = 0; c < count; c++, to += width)
                    TLane.Store(to, TLane.Load(stage + (((c * taps) + t) * lanes)));
            }
        }
    }
}
