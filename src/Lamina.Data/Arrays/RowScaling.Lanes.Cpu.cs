using System.Numerics;
using System.Runtime.CompilerServices;
using Lamina.Cpu.Elementwise;
using Lamina.Simd;

namespace Lamina.Data;

/// <summary>(x − mean) / deviation on lanes <typeparamref name="L"/>. Both steps are exact in the sense of IEEE 754, so every tier gives the same bits.</summary>
internal sealed unsafe class RowScaling<L, T> : RowScaling
    where L : struct, IVectorLane<L, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // Shorter runs of one place go through a pattern of numbers instead of one constant after the other.
    const long ShortestRun = 32, PatternLength = 1024;

    readonly long _count, _run;
    readonly T[] _means, _deviations;

    public RowScaling(Normalization normalization, Shape sample)
    {
        int axis = normalization.Axis is { } a ? sample.Axis(a) : 0;
        int places = normalization.Means.Count;
        _count = sample.Count;
        _run = normalization.Axis is null ? Math.Max(_count, 1) : sample[(axis + 1)..].Count;

        // Constants of the runs in turn, or, if runs are short, every value's own, over a few turns through the places.
        long each = IsConstantRun ? 1 : _run;
        long turns = IsConstantRun ? 1 : Math.Max(1, PatternLength / (each * places));
        _means = new T[turns * places * each];
        _deviations = new T[_means.Length];
        for (int i = 0; i < _means.Length; i++)
        {
            int place = (int)(i / each % places);
            _means[i] = T.CreateSaturating(normalization.Means[place]);
            _deviations[i] = T.CreateSaturating(normalization.Deviations[place]);
        }
    }

    bool IsConstantRun => _run >= ShortestRun || _run == _count;

    public override void Run(byte* source, DType from, byte* destination)
    {
        T* row = (T*)destination;
        Casts.ToTile(source, from, row, _count);
        if (IsConstantRun)
        {
            int place = 0;
            for (long i = 0; i < _count; i += _run, place = place + 1 == _means.Length ? 0 : place + 1)
                Constant(row + i, _run, _means[place], _deviations[place]);
            return;
        }

        fixed (T* means = _means, deviations = _deviations)
        {
            for (long i = 0; i < _count; i += _means.Length)
                Pattern(row + i, Math.Min(_means.Length, _count - i), means, deviations);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Constant(T* row, long count, T mean, T deviation)
    {
        L means = L.Broadcast(mean), deviations = L.Broadcast(deviation);
        long i = 0;
        for (; i <= count - L.Count; i += L.Count)
            L.Store(row + i, (L.Load(row + i) - means) / deviations);
        for (; i < count; i++)
            row[i] = (row[i] - mean) / deviation;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Pattern(T* row, long count, T* means, T* deviations)
    {
        long i = 0;
        for (; i <= count - L.Count; i += L.Count)
            L.Store(row + i, (L.Load(row + i) - L.Load(means + i)) / L.Load(deviations + i));
        for (; i < count; i++)
            row[i] = (row[i] - means[i]) / deviations[i];
    }
}
