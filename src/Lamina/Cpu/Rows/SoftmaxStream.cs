using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using Lamina.Ops;
using Lamina.Simd;

namespace Lamina.Cpu.Rows;

/// <summary>
/// Softmax of rows that come from memory and go to memory. The exponentials of a row keep the arithmetic busy; meanwhile the row before is
/// scaled on its way out and a row to come is fetched, so that time for numbers and time for memory do not add up.
/// </summary>
internal readonly unsafe struct SoftmaxStream<L, T> : IGrains
    where L : struct, IVectorLane<L, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    const long GrainElements = 16384;

    // Two rows of terms, the row and those fetched ahead share the first cache.
    const int LongestRow = 8 << 10;
    const int BytesAhead = 8 << 10;
    const int Line = 64;

    readonly T* _x;
    readonly T* _y;
    readonly long _length, _rows, _perGrain;

    SoftmaxStream(KernelCall call)
    {
        _x = (T*)call.Inputs[0].Address;
        _y = (T*)call.Outputs[0].Address;
        _length = call.Inputs[0].Shape[^1];
        _rows = call.Inputs[0].Shape.CountOf(..^1);
        _perGrain = Math.Max(1, GrainElements / _length);
    }

    /// <summary>Runs the call if it is of this kind: large, its rows whole lines of a length that fits the first cache.</summary>
    public static bool TryRun(KernelCall call)
    {
        Shape shape = call.Inputs[0].Shape;
        long bytes = shape[^1] * sizeof(T);
        bool whole = bytes is > 0 and <= LongestRow && bytes % Line == 0 && call.Outputs[0].Address % Line == 0;
        if (!whole || !Streaming.Pays(shape.CountOf(..) * sizeof(T)))
            return false;
        SoftmaxStream<L, T> grains = new(call);
        Workers.Run((grains._rows + grains._perGrain - 1) / grains._perGrain, in grains);
        return true;
    }

    [SkipLocalsInit]
    public void Run(long grain)
    {
        byte* room = stackalloc byte[(2 * LongestRow) + Line];
        T* even = (T*)(((nint)room + Line - 1) & -Line), odd = even + (LongestRow / sizeof(T)), terms = even;
        long first = grain * _perGrain, last = Math.Min(_rows, first + _perGrain);
        T sum = Terms(terms, _x + (first * _length));
        for (long row = first + 1; row < last; row++)
        {
            T* before = terms;
            terms = before == even ? odd : even;
            sum = Terms(terms, _x + (row * _length), before, T.One / sum, _y + ((row - 1) * _length));
        }

        Send(terms, L.Broadcast(T.One / sum), _y + ((last - 1) * _length));
        Streaming.Finish();
    }

    T Terms(T* terms, T* x) => RowKernels.SumOfExponentials<L, T>(x, RowKernels.Max<L, T>(x, _length), _length, terms);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    T Terms(T* terms, T* x, T* before, T factor, T* target)
    {
        L down = L.Broadcast(RowKernels.Max<L, T>(x, _length)), scale = L.Broadcast(factor), sum = L.Constant(0);
        for (long i = 0; i < _length; i += L.Count)
        {
            if (Sse.IsSupported)
                Sse.Prefetch0((byte*)(x + i) + BytesAhead);
            L term = L.Exp(L.Load(x + i) - down);
            sum += term;
            L.Store(terms + i, term);
            L.StoreNonTemporal(target + i, L.Load(before + i) * scale);
        }

        return L.Sum(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void Send(T* terms, L scale, T* target)
    {
        for (long i = 0; i < _length; i += L.Count)
            L.StoreNonTemporal(target + i, L.Load(terms + i) * scale);
    }
}
