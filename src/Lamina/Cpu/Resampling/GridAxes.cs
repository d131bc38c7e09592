using System.Numerics;
using System.Runtime.CompilerServices;

namespace Lamina.Cpu.Resampling;

/// <summary>Which elements of a picture or volume a place of a grid is read from.</summary>
internal unsafe struct GridAxes
{
    readonly InterpolationMode _mode;
    readonly GridPadding _padding;
    readonly bool _alignCorners;
    fixed long _sizes[3];

    public GridAxes(Shape input, InterpolationMode mode, GridPadding padding, bool alignCorners)
    {
        (_mode, _padding, _alignCorners, Count) = (mode, padding, alignCorners, input.Rank - 2);

        // x is the last axis.
        for (int axis = 0; axis < Count; axis++)
            _sizes[axis] = input[^(axis + 1)];
        Pixels = input.CountOf(2..);
        Terms = 1;
        for (int axis = 0; axis < Count; axis++)
            Terms *= TermsOfAxis;
    }

    /// <summary>2 or 3.</summary>
    public int Count { get; }

    /// <summary>Elements of a plane or volume.</summary>
    public long Pixels { get; }

    /// <summary>Elements that a place is read from.</summary>
    public int Terms { get; }

    readonly int TermsOfAxis => _mode switch { InterpolationMode.Nearest => 1, InterpolationMode.Linear => 2, _ => 4 };

    /// <summary>The elements of a place and their weights; 0 beyond the border.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Read<T>(T* place, long* elements, T* weights)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        long* at = stackalloc long[4];
        T* parts = stackalloc T[4];
        (elements[0], weights[0]) = (0, T.One);
        int known = 1, terms = TermsOfAxis;
        long stride = 1;
        for (int axis = 0; axis < Count; axis++)
        {
            long size = _sizes[axis];
            ReadAxis(place[axis], size, at, parts);

            // From behind: the first terms are overwritten last.
            for (int t = terms - 1; t >= 0; t--)
            {
                for (int k = 0; k < known; k++)
                    (elements[(t * known) + k], weights[(t * known) + k]) = (elements[k] + (at[t] * stride), weights[k] * parts[t]);
            }

            known *= terms;
            stride *= size;
        }
    }

    readonly void ReadAxis<T>(T grid, long size, long* at, T* weights)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T half = T.CreateTruncating(0.5), length = T.CreateTruncating(size);
        T place = _alignCorners ? (grid + T.One) * T.CreateTruncating((size - 1) / 2.0) : (((grid + T.One) * length) - T.One) * half;
        if (_mode == InterpolationMode.Nearest)
        {
            Put(T.Round(Within(place, size)), T.One, size, out at[0], out weights[0]);
            return;
        }

        if (_mode == InterpolationMode.Linear)
        {
            T inside = Within(place, size), below = T.Floor(inside), part = inside - below;
            Put(below, T.One - part, size, out at[0], out weights[0]);
            Put(below + T.One, part, size, out at[1], out weights[1]);
            return;
        }

        T first = T.Floor(place), rest = place - first;
        for (int t = 0; t < 4; t++)
            Put(T.Round(Within(first + T.CreateTruncating(t - 1), size)), Cubic(T.Abs(rest + T.CreateTruncating(1 - t))), size, out at[t], out weights[t]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Put<T>(T place, T weight, long size, out long at, out T weighted)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        bool isInside = place >= T.Zero && place <= T.CreateTruncating(size - 1);
        (at, weighted) = isInside ? (long.CreateTruncating(place), weight) : (0, T.Zero);
    }

    readonly T Within<T>(T at, long size)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (_padding == GridPadding.Zeros)
            return at;
        if (_padding == GridPadding.Reflection)
        {
            T low = T.CreateTruncating(_alignCorners ? 0 : -0.5), span = T.CreateTruncating(_alignCorners ? size - 1 : size), two = T.CreateTruncating(2);
            if (span == T.Zero)
                return T.Zero;
            T distance = T.Abs(at - low), times = T.Floor(distance / span), odd = times - (T.Floor(times / two) * two);
            at = ((distance - (times * span)) * (T.One - (odd * two))) + (odd * span) + low;
        }

        return T.Clamp(at, T.Zero, T.CreateTruncating(size - 1));
    }

    // Keys' kernel, a = −0.75.
    static T Cubic<T>(T x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T a = T.CreateTruncating(-0.75), one = T.One;
        return x <= one
            ? ((((a + T.CreateTruncating(2)) * x) - (a + T.CreateTruncating(3))) * x * x) + one
            : ((((x - T.CreateTruncating(5)) * x) + T.CreateTruncating(8)) * x - T.CreateTruncating(4)) * a;
    }
}
