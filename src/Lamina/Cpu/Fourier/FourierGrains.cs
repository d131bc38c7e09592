using System.Numerics;
using System.Runtime.CompilerServices;
using Lamina.Ops;
using Lamina.Simd;

namespace Lamina.Cpu.Fourier;

/// <summary>
/// Transforms of the rows of a call, several side by side. A real row of even length is taken as a complex one of half the
/// length, and the spectra of even and odd places are put together afterwards (or taken apart before, on the way back).
/// </summary>
/// <remarks>An inverse transform is a forward one with real and imaginary parts exchanged on both sides.</remarks>
internal readonly unsafe struct FourierGrains<L, T> : IGrains
    where L : struct, IVectorLane<L, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // Four arrays of a tile; they and the rows' ends stay within the second cache.
    const long TileBytes = 1 << 19;

    // Points that are brought in for one row before the next: a cache line of it.
    const int Block = 8;

    readonly FourierPlan<T> _plan;
    readonly T[] _turns;
    readonly FourierKind _kind;
    readonly bool _inverse;
    readonly bool _halved;
    readonly T _scale;
    readonly T* _source;
    readonly T* _target;
    readonly long _length;
    readonly long _rows;
    readonly long _side;

    FourierGrains(FourierTables<T> tables, FourierKind kind, bool inverse, double scale, KernelCall call, long length)
    {
        (_kind, _inverse, _scale, _length) = (kind, inverse, T.CreateTruncating(scale), length);
        (_plan, _turns) = (tables.Plan, tables.Turns);
        _halved = kind != FourierKind.Complex && length % 2 == 0;
        _source = (T*)call.Inputs[0].Address;
        _target = (T*)call.Outputs[0].Address;
        _rows = kind == FourierKind.FromReal ? call.Inputs[0].Shape.CountOf(..^1) : call.Inputs[0].Shape.CountOf(..^2);
        _side = L.Count;
        while (_side > 1 && _side * 4 * _plan.Longest * sizeof(T) > TileBytes)
            _side /= 2;
    }

    public static void Run(FourierKind kind, bool inverse, double scale, long length, KernelCall call)
    {
        FourierTables<T> tables = (FourierTables<T>)(call.Memo ??= new FourierTables<T>(length, kind != FourierKind.Complex && length % 2 == 0));
        FourierGrains<L, T> work = new(tables, kind, inverse, scale, call, length);
        if (work._rows > 0)
            Workers.Run((work._rows + work._side - 1) / work._side, in work);
    }

    long Half => (_length / 2) + 1;

    long Points => _halved ? _length / 2 : _length;

    public void Run(long grain)
    {
        long first = grain * _side, rows = Math.Min(_side, _rows - first);
        long space = (_plan.Longest * rows) + (64 / sizeof(T));
        T* memory = (T*)Scratch.Get(ScratchSlot.Kernel0, 4 * space * sizeof(T));
        T* re = memory, im = memory + space, otherRe = memory + (2 * space), otherIm = memory + (3 * space);
        bool backward = _inverse;
        Load(first, rows, backward ? im : re, backward ? re : im);
        if (!_plan.IsDirect)
            Chirp(re, im, otherRe, otherIm, rows);
        else if (FourierStages<L, T>.Run(_plan, re, im, otherRe, otherIm, rows))
        {
            re = otherRe;
            im = otherIm;
        }

        Store(first, rows, backward ? im : re, backward ? re : im);
    }

    // A transform of awkward length as a convolution with a chirp.
    void Chirp(T* re, T* im, T* otherRe, T* otherIm, long rows)
    {
        FourierPlan<T> convolution = _plan.Convolution!;
        long n = _plan.Length, m = convolution.Length;
        T* chirp = _plan.Factors, filter = chirp + (2 * n);
        Multiply(re, im, chirp, n, rows);
        new Span<T>(re + (n * rows), checked((int)((m - n) * rows))).Clear();
        new Span<T>(im + (n * rows), checked((int)((m - n) * rows))).Clear();
        if (FourierStages<L, T>.Run(convolution, re, im, otherRe, otherIm, rows))
        {
            T* a = re, b = im;
            re = otherRe;
            im = otherIm;
            otherRe = a;
            otherIm = b;
        }

        Multiply(re, im, filter, m, rows);

        // Back, with the parts exchanged: the second pass ends where the first began.
        FourierStages<L, T>.Run(convolution, im, re, otherIm, otherRe, rows);
        if (convolution.Radices.Length % 2 != 0)
        {
            re = otherRe;
            im = otherIm;
        }

        Multiply(re, im, chirp, n, rows);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Multiply(T* re, T* im, T* factors, long points, long rows)
    {
        for (long k = 0; k < points; k++)
        {
            T cos = factors[2 * k], sin = factors[(2 * k) + 1];
            T* a = re + (k * rows), b = im + (k * rows);
            long i = 0;
            if (L.Count > 1)
            {
                L c = L.Broadcast(cos), s = L.Broadcast(sin);
                for (; i <= rows - L.Count; i += L.Count)
                {
                    L x = L.Load(a + i), y = L.Load(b + i);
                    L.Store(a + i, L.MultiplyAdd(x, c, -(y * s)));
                    L.Store(b + i, L.MultiplyAdd(x, s, y * c));
                }
            }

            for (; i < rows; i++)
            {
                T x = a[i], y = b[i];
                a[i] = T.FusedMultiplyAdd(x, cos, -(y * sin));
                b[i] = T.FusedMultiplyAdd(x, sin, y * cos);
            }
        }
    }

    void Load(long first, long rows, T* re, T* im)
    {
        if (_kind == FourierKind.Complex || (_kind == FourierKind.FromReal && _halved))
        {
            LoadPairs(_source + (first * 2 * Points), rows, re, im);
            return;
        }

        for (long row = 0; row < rows; row++)
        {
            if (_kind == FourierKind.FromReal)
                LoadReal(_source + ((first + row) * _length), rows, re + row, im + row);
            else if (_halved)
                TakeApart(_source + ((first + row) * 2 * Half), rows, re + row, im + row);
            else
                Mirror(_source + ((first + row) * 2 * Half), rows, re + row, im + row);
        }
    }

    void Store(long first, long rows, T* re, T* im)
    {
        if (_kind == FourierKind.Complex || (_kind == FourierKind.ToReal && _halved))
        {
            StorePairs(_target + (first * 2 * Points), rows, re, im, Points);
            return;
        }

        for (long row = 0; row < rows; row++)
        {
            if (_kind == FourierKind.ToReal)
                StoreReal(_target + ((first + row) * _length), rows, re + row);
            else if (_halved)
                PutTogether(_target + ((first + row) * 2 * Half), rows, re + row, im + row);
            else
                StoreFirst(_target + ((first + row) * 2 * Half), rows, re + row, im + row);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void LoadPairs(T* source, long rows, T* re, T* im)
    {
        long points = Points;
        for (long block = 0; block < points; block += Block)
        {
            long end = Math.Min(points, block + Block);
            for (long row = 0; row < rows; row++)
            {
                T* from = source + (row * 2 * points);
                for (long k = block; k < end; k++)
                {
                    re[(k * rows) + row] = from[2 * k];
                    im[(k * rows) + row] = from[(2 * k) + 1];
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void StorePairs(T* target, long rows, T* re, T* im, long points)
    {
        T scale = _scale;
        for (long block = 0; block < points; block += Block)
        {
            long end = Math.Min(points, block + Block);
            for (long row = 0; row < rows; row++)
            {
                T* to = target + (row * 2 * points);
                for (long k = block; k < end; k++)
                {
                    to[2 * k] = re[(k * rows) + row] * scale;
                    to[(2 * k) + 1] = im[(k * rows) + row] * scale;
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void LoadReal(T* source, long rows, T* re, T* im)
    {
        for (long k = 0; k < _length; k++)
        {
            re[k * rows] = source[k];
            im[k * rows] = T.Zero;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void StoreReal(T* target, long rows, T* re)
    {
        for (long k = 0; k < _length; k++)
            target[k] = re[k * rows] * _scale;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void StoreFirst(T* target, long rows, T* re, T* im)
    {
        for (long k = 0; k < Half; k++)
        {
            target[2 * k] = re[k * rows] * _scale;
            target[(2 * k) + 1] = im[k * rows] * _scale;
        }
    }

    // The other half of a real row's spectrum is the conjugate, from its end; the part that has no partner is real.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void Mirror(T* source, long rows, T* re, T* im)
    {
        re[0] = source[0];
        im[0] = T.Zero;
        for (long k = 1; k < Half; k++)
        {
            long other = (_length - k) * rows;
            re[k * rows] = re[other] = source[2 * k];
            im[k * rows] = source[(2 * k) + 1];
            im[other] = -source[(2 * k) + 1];
        }
    }

    // X(k) = E(k) + wᵏ O(k), with E and O the spectra of even and odd places, from Z = E + iO.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void PutTogether(T* target, long rows, T* re, T* im)
    {
        long points = Points;
        T half = T.CreateTruncating(0.5) * _scale;
        fixed (T* turns = _turns)
        {
            for (long k = 0; k <= points; k++)
            {
                long a = (k == points ? 0 : k) * rows, b = (k == 0 ? 0 : points - k) * rows;
                T evenRe = re[a] + re[b], evenIm = im[a] - im[b], oddRe = im[a] + im[b], oddIm = re[b] - re[a];
                T cos = turns[2 * k], sin = turns[(2 * k) + 1];
                target[2 * k] = half * (evenRe + ((oddRe * cos) - (oddIm * sin)));
                target[(2 * k) + 1] = half * (evenIm + ((oddRe * sin) + (oddIm * cos)));
            }
        }
    }

    // Z(k) = E(k) + iO(k), with E(k) = X(k) + X*(n/2 − k) and O(k) = w⁻ᵏ (X(k) − X*(n/2 − k)).
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void TakeApart(T* source, long rows, T* re, T* im)
    {
        long points = Points;
        fixed (T* turns = _turns)
        {
            for (long k = 0; k < points; k++)
            {
                T* a = source + (2 * k), b = source + (2 * (points - k));
                T aIm = k == 0 ? T.Zero : a[1], bIm = k == 0 ? T.Zero : b[1];
                T evenRe = a[0] + b[0], evenIm = aIm - bIm, gapRe = a[0] - b[0], gapIm = aIm + bIm;
                T cos = turns[2 * k], sin = turns[(2 * k) + 1];
                re[k * rows] = evenRe - ((gapIm * cos) - (gapRe * sin));
                im[k * rows] = evenIm + ((gapRe * cos) + (gapIm * sin));
            }
        }
    }
}
