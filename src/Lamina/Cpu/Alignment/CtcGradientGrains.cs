using System.Numerics;
using System.Runtime.CompilerServices;
using Lamina.Ops;
using Lamina.Simd;

namespace Lamina.Cpu.Alignment;

/// <summary>CTC's way back: ln β of one sample a grain, and with ln α the probability of every state at every step.</summary>
/// <remarks>A row of β ends with two places of −∞, so that every state can look at the two behind it.</remarks>
internal unsafe struct CtcGradientGrains<L, T> : IGrains
    where L : struct, IVectorLane<L, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    CtcBatch _batch;
    T* _alphas, _rows;
    byte* _upstream, _gradients;
    bool _zeroInfinity, _isWide;

    public static void Run(CtcBatch batch, bool zeroInfinity, KernelCall call)
    {
        CtcGradientGrains<L, T> work = new()
        {
            _batch = batch,
            _alphas = (T*)call.Inputs[4].Address,
            _rows = (T*)call.Workspace,
            _upstream = (byte*)call.Inputs[5].Address,
            _gradients = (byte*)call.Outputs[0].Address,
            _zeroInfinity = zeroInfinity,
            _isWide = call.Outputs[0].DType == DType.Float64,
        };
        Workers.Run(batch.Samples, in work);
    }

    public readonly void Run(long sample)
    {
        if (_isWide)
            Run<double>(sample);
        else
            Run<float>(sample);
    }

    readonly void Run<G>(long sample)
        where G : unmanaged, IBinaryFloatingPointIeee754<G>
    {
        (long steps, long states) = _batch.SizesOf(sample);
        T* alphas = _alphas + (sample * _batch.Steps * _batch.Row);
        double total = steps > 0 ? CtcBatch.Total(alphas + ((steps - 1) * _batch.Row), states) : 0;

        // No path, no direction in which the loss would fall.
        G fill = double.IsNegativeInfinity(total) && !_zeroInfinity ? G.NaN : G.Zero;
        for (long t = 0; t < _batch.Steps; t++)
            new Span<G>(At<G>(t, sample), (int)_batch.Classes).Fill(t < steps ? fill : G.Zero);
        if (!double.IsNegativeInfinity(total))
            Paths(sample, steps, states, alphas, T.CreateTruncating(total), double.CreateTruncating(((G*)_upstream)[sample]), default(G));
    }

    readonly G* At<G>(long step, long sample)
        where G : unmanaged => (G*)_gradients + (((step * _batch.Samples) + sample) * _batch.Classes);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    readonly void Paths<G>(long sample, long steps, long states, T* alphas, T total, double upstream, G kind)
        where G : unmanaged, IBinaryFloatingPointIeee754<G>
    {
        long row = _batch.Row;
        T* skips = _rows + (4 * sample * row);
        T* logarithms = skips + row;
        T* beta = logarithms + row;
        T* behind = beta + row;
        _batch.Skips(sample, states, skips);
        new Span<T>(beta, (int)(2 * row)).Fill(T.NegativeInfinity);
        for (long t = steps - 1; t >= 0; t--)
        {
            T* alpha = alphas + (t * row) + 2;
            _batch.Logarithms(sample, t, states, logarithms);
            for (long s = 0; s < row - 2; s += L.Count)
            {
                // What lies behind this step, then with the step itself. The logarithms' row becomes that of the probabilities.
                L rest = t == steps - 1 ? End(s, states) : CtcBatch.LogSum(L.Load(behind + s), L.Load(behind + s + 1), L.Load(behind + s + 2) + L.Load(skips + s + 2));
                L.Store(beta + s, rest + L.Load(logarithms + s));
                L.Store(logarithms + s, L.Exp(L.Load(alpha + s) + rest - L.Broadcast(total)));
            }

            Take(sample, states, logarithms, upstream, At<G>(t, sample));
            T* done = beta;
            beta = behind;
            behind = done;
        }
    }

    // A path ends in the last blank or the last label.
    static L End(long state, long states)
    {
        T* ends = stackalloc T[L.Count];
        for (int i = 0; i < L.Count; i++)
            ends[i] = state + i == states - 1 || state + i == states - 2 ? T.Zero : T.NegativeInfinity;
        return L.Load(ends);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    readonly void Take<G>(long sample, long states, T* probabilities, double upstream, G* gradient)
        where G : unmanaged, IBinaryFloatingPointIeee754<G>
    {
        double blank = 0;
        for (long s = 0; s < states; s++)
        {
            double probability = double.CreateTruncating(probabilities[s]);
            if ((s & 1) == 0)
                blank += probability;
            else
                gradient[_batch.ClassOf(sample, s)] -= G.CreateTruncating(probability * upstream);
        }

        gradient[_batch.Blank] = G.CreateTruncating(-blank * upstream);
    }
}
