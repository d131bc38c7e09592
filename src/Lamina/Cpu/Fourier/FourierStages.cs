using System.Numerics;
using System.Runtime.CompilerServices;
using Lamina.Simd;

namespace Lamina.Cpu.Fourier;

/// <summary>
/// The stages of a forward transform on separate real and imaginary parts, after Stockham: each stage reads one pair of
/// arrays and writes the other in an order that leaves the last one sorted.
/// </summary>
/// <remarks>
/// Points lie <c>rows</c> numbers apart: transforms of several rows run side by side, a row in a lane. A stage with
/// s = rows · (radices before it) works on runs of s numbers; what of a run does not fill a vector is done one by one.
/// </remarks>
internal static unsafe class FourierStages<L, T>
    where L : struct, IVectorLane<L, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Transforms (xr, xi), with (yr, yi) as the other pair. True if the result lies there.</summary>
    public static bool Run(FourierPlan<T> plan, T* xr, T* xi, T* yr, T* yi, long rows)
    {
        long m = plan.Length, s = rows;
        T* w = plan.Factors;
        bool turned = false;
        foreach (int radix in plan.Radices)
        {
            m /= radix;
            long whole = s - (s % L.Count);
            if (turned)
                Stage(radix, yr, yi, xr, xi, w, m, s, whole);
            else
                Stage(radix, xr, xi, yr, yi, w, m, s, whole);
            w += 2 * (radix - 1) * m;
            s *= radix;
            turned = !turned;
        }

        return turned;
    }

    static void Stage(int radix, T* xr, T* xi, T* yr, T* yi, T* w, long m, long s, long whole)
    {
        if (whole > 0)
            Part(radix, xr, xi, yr, yi, w, m, s, 0, whole);
        if (whole == s)
            return;
        if (typeof(T) == typeof(float))
            FourierStages<Float1, float>.Part(radix, (float*)xr, (float*)xi, (float*)yr, (float*)yi, (float*)w, m, s, whole, s);
        else
            FourierStages<Double1, double>.Part(radix, (double*)xr, (double*)xi, (double*)yr, (double*)yi, (double*)w, m, s, whole, s);
    }

    internal static void Part(int radix, T* xr, T* xi, T* yr, T* yi, T* w, long m, long s, long from, long end)
    {
        switch (radix)
        {
            case 2: Two(xr, xi, yr, yi, w, m, s, from, end); break;
            case 3: Three(xr, xi, yr, yi, w, m, s, from, end); break;
            case 4: Four(xr, xi, yr, yi, w, m, s, from, end); break;
            default: Five(xr, xi, yr, yi, w, m, s, from, end); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Turn(L re, L im, L cos, L sin, T* toRe, T* toIm)
    {
        L.Store(toRe, L.MultiplyAdd(re, cos, -(im * sin)));
        L.Store(toIm, L.MultiplyAdd(re, sin, im * cos));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Two(T* xr, T* xi, T* yr, T* yi, T* w, long m, long s, long from, long end)
    {
        long span = m * s;
        for (long p = 0; p < m; p++, w += 2)
        {
            L c1 = L.Broadcast(w[0]), s1 = L.Broadcast(w[1]);
            for (long q = from; q < end; q += L.Count)
            {
                long at = (p * s) + q, to = (p * 2 * s) + q;
                L r0 = L.Load(xr + at), i0 = L.Load(xi + at);
                L r1 = L.Load(xr + at + span), i1 = L.Load(xi + at + span);
                L.Store(yr + to, r0 + r1);
                L.Store(yi + to, i0 + i1);
                Turn(r0 - r1, i0 - i1, c1, s1, yr + to + s, yi + to + s);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Three(T* xr, T* xi, T* yr, T* yi, T* w, long m, long s, long from, long end)
    {
        long span = m * s;
        L half = L.Constant(0.5), height = L.Constant(0.86602540378443864676);
        for (long p = 0; p < m; p++, w += 4)
        {
            L c1 = L.Broadcast(w[0]), s1 = L.Broadcast(w[1]);
            L c2 = L.Broadcast(w[2]), s2 = L.Broadcast(w[3]);
            for (long q = from; q < end; q += L.Count)
            {
                long at = (p * s) + q, to = (p * 3 * s) + q;
                L r0 = L.Load(xr + at), i0 = L.Load(xi + at);
                L r1 = L.Load(xr + at + span), i1 = L.Load(xi + at + span);
                L r2 = L.Load(xr + at + (2 * span)), i2 = L.Load(xi + at + (2 * span));
                L tr = r1 + r2, ti = i1 + i2, dr = (r1 - r2) * height, di = (i1 - i2) * height;
                L mr = r0 - (half * tr), mi = i0 - (half * ti);
                L.Store(yr + to, r0 + tr);
                L.Store(yi + to, i0 + ti);
                Turn(mr + di, mi - dr, c1, s1, yr + to + s, yi + to + s);
                Turn(mr - di, mi + dr, c2, s2, yr + to + (2 * s), yi + to + (2 * s));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Four(T* xr, T* xi, T* yr, T* yi, T* w, long m, long s, long from, long end)
    {
        long span = m * s;
        for (long p = 0; p < m; p++, w += 6)
        {
            L c1 = L.Broadcast(w[0]), s1 = L.Broadcast(w[1]);
            L c2 = L.Broadcast(w[2]), s2 = L.Broadcast(w[3]);
            L c3 = L.Broadcast(w[4]), s3 = L.Broadcast(w[5]);
            for (long q = from; q < end; q += L.Count)
            {
                long at = (p * s) + q, to = (p * 4 * s) + q;
                L r0 = L.Load(xr + at), i0 = L.Load(xi + at);
                L r1 = L.Load(xr + at + span), i1 = L.Load(xi + at + span);
                L r2 = L.Load(xr + at + (2 * span)), i2 = L.Load(xi + at + (2 * span));
                L r3 = L.Load(xr + at + (3 * span)), i3 = L.Load(xi + at + (3 * span));
                L ar = r0 + r2, ai = i0 + i2, br = r0 - r2, bi = i0 - i2;
                L cr = r1 + r3, ci = i1 + i3, dr = r1 - r3, di = i1 - i3;
                L.Store(yr + to, ar + cr);
                L.Store(yi + to, ai + ci);
                Turn(br + di, bi - dr, c1, s1, yr + to + s, yi + to + s);
                Turn(ar - cr, ai - ci, c2, s2, yr + to + (2 * s), yi + to + (2 * s));
                Turn(br - di, bi + dr, c3, s3, yr + to + (3 * s), yi + to + (3 * s));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Five(T* xr, T* xi, T* yr, T* yi, T* w, long m, long s, long from, long end)
    {
        long span = m * s;
        L cos1 = L.Constant(0.30901699437494742410), cos2 = L.Constant(-0.80901699437494742410);
        L sin1 = L.Constant(0.95105651629515357212), sin2 = L.Constant(0.58778525229247312917);
        for (long p = 0; p < m; p++, w += 8)
        {
            L c1 = L.Broadcast(w[0]), s1 = L.Broadcast(w[1]);
            L c2 = L.Broadcast(w[2]), s2 = L.Broadcast(w[3]);
            L c3 = L.Broadcast(w[4]), s3 = L.Broadcast(w[5]);
            L c4 = L.Broadcast(w[6]), s4 = L.Broadcast(w[7]);
            for (long q = from; q < end; q += L.Count)
            {
                long at = (p * s) + q, to = (p * 5 * s) + q;
                L r0 = L.Load(xr + at), i0 = L.Load(xi + at);
                L r1 = L.Load(xr + at + span), i1 = L.Load(xi + at + span);
                L r2 = L.Load(xr + at + (2 * span)), i2 = L.Load(xi + at + (2 * span));
                L r3 = L.Load(xr + at + (3 * span)), i3 = L.Load(xi + at + (3 * span));
                L r4 = L.Load(xr + at + (4 * span)), i4 = L.Load(xi + at + (4 * span));
                L ar = r1 + r4, ai = i1 + i4, br = r2 + r3, bi = i2 + i3;
                L cr = r1 - r4, ci = i1 - i4, dr = r2 - r3, di = i2 - i3;
                L mr = L.MultiplyAdd(cos1, ar, L.MultiplyAdd(cos2, br, r0)), mi = L.MultiplyAdd(cos1, ai, L.MultiplyAdd(cos2, bi, i0));
                L nr = L.MultiplyAdd(cos2, ar, L.MultiplyAdd(cos1, br, r0)), ni = L.MultiplyAdd(cos2, ai, L.MultiplyAdd(cos1, bi, i0));
                L pr = L.MultiplyAdd(sin1, cr, sin2 * dr), pi = L.MultiplyAdd(sin1, ci, sin2 * di);
                L qr = L.MultiplyAdd(sin2, cr, -(sin1 * dr)), qi = L.MultiplyAdd(sin2, ci, -(sin1 * di));
                L.Store(yr + to, r0 + ar + br);
                L.Store(yi + to, i0 + ai + bi);
                Turn(mr + pi, mi - pr, c1, s1, yr + to + s, yi + to + s);
                Turn(nr + qi, ni - qr, c2, s2, yr + to + (2 * s), yi + to + (2 * s));
                Turn(nr - qi, ni + qr, c3, s3, yr + to + (3 * s), yi + to + (3 * s));
                Turn(mr - pi, mi + pr, c4, s4, yr + to + (4 * s), yi + to + (4 * s));
            }
        }
    }
}
