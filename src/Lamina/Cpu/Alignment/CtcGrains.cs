using System.Numerics;
using System.Runtime.CompilerServices;
using Lamina.Ops;
using Lamina.Simd;

namespace Lamina.Cpu.Alignment;

/// <summary>CTC's way forward: ln α of one sample a grain, the states side by side in lanes.</summary>
/// <remarks>A row of α begins with two places of −∞, so that every state can look at the two before it.</remarks>
internal unsafe struct CtcGrains<L, T> : IGrains
    where L : struct, IVectorLane<L, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    CtcBatch _batch;
    T* _alphas, _rows;
    byte* _losses;
    bool _zeroInfinity, _isWide;

    public static void Run(CtcBatch batch, bool zeroInfinity, KernelCall call)
    {
        CtcGrains<L, T> work = new()
        {
            _batch = batch,
            _alphas = (T*)call.Outputs[1].Address,
            _rows = (T*)call.Workspace,
            _losses = (byte*)call.Outputs[0].Address,
            _zeroInfinity = zeroInfinity,
            _isWide = call.Outputs[0].DType == DType.Float64,
        };
        Workers.Run(batch.Samples, in work);
    }

    public readonly void Run(long sample)
    {
        (long steps, long states) = _batch.SizesOf(sample);
        T* alphas = _alphas + (sample * _batch.Steps * _batch.Row);
        Paths(sample, steps, states, alphas);
        new Span<T>(alphas + (steps * _batch.Row), checked((int)((_batch.Steps - steps) * _batch.Row))).Fill(T.NegativeInfinity);
        double loss = steps > 0 ? -CtcBatch.Total(alphas + ((steps - 1) * _batch.Row), states) : states == 1 ? 0 : double.PositiveInfinity;
        if (_zeroInfinity && double.IsPositiveInfinity(loss))
            loss = 0;
        if (_isWide)
            ((double*)_losses)[sample] = loss;
        else
            ((float*)_losses)[sample] = (float)loss;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    readonly void Paths(long sample, long steps, long states, T* alphas)
    {
        long row = _batch.Row;
        T* logarithms = _rows + (2 * sample * row);
        T* skips = logarithms + row;
        _batch.Skips(sample, states, skips);
        for (long t = 0; t < steps; t++)
        {
            T* alpha = alphas + (t * row);
            T* before = alpha - row;
            _batch.Logarithms(sample, t, states, logarithms);
            alpha[0] = alpha[1] = T.NegativeInfinity;
            if (t == 0)
            {
                // A path begins with the first blank or the first label.
                for (long s = 0; s < row - 2; s++)
                    alpha[2 + s] = s < 2 ? logarithms[s] : T.NegativeInfinity;
                continue;
            }

            for (long s = 0; s < row - 2; s += L.Count)
            {
                L sum = CtcBatch.LogSum(L.Load(before + 2 + s), L.Load(before + 1 + s), L.Load(before + s) + L.Load(skips + s));
                L.Store(alpha + 2 + s, sum + L.Load(logarithms + s));
            }
        }
    }
}
