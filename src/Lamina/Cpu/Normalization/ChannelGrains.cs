using System.Numerics;
using System.Runtime.CompilerServices;
using Lamina.Cpu.Elementwise;
using Lamina.Ops;
using Lamina.Simd;

namespace Lamina.Cpu.Normalization;

/// <summary>
/// Statistics, normalization and their gradient channel by channel of [N, C, pixels]. A grain is a few channels, each from its first
/// pass to its last, so that the second and third find it in the cache.
/// </summary>
/// <remarks>
/// Order of sums: a plane's pixels on lanes, in four vectors in turn, which are then added; planes in order and in double
/// precision. A variance is the mean of squared differences from the mean, in a pass of its own.
/// </remarks>
internal unsafe struct ChannelGrains<L, T> : IGrains
    where L : struct, IVectorLane<L, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    const long GrainElements = 16384;

    ChannelWork _work;
    double _epsilon;
    long _images, _channels, _pixels, _perGrain;
    FusedChain? _epilogue;
    T* _x, _g, _y, _first, _second, _third, _firstOut, _secondOut;

    public static void Run(ChannelWork work, double epsilon, KernelCall call)
    {
        Operand[] inputs = call.Inputs, outputs = call.Outputs;
        Shape shape = inputs[0].Shape;
        ChannelGrains<L, T> grains = new()
        {
            _work = work,
            _epsilon = epsilon,
            _images = shape[0],
            _channels = shape[1],
            _pixels = shape.CountOf(2..),
            _x = (T*)inputs[0].Address,
            _y = (T*)outputs[0].Address,
            _epilogue = call.Epilogue,
        };
        int own = work == ChannelWork.Gradient ? 2 : 1;
        grains._g = own == 2 ? (T*)inputs[1].Address : null;
        grains._first = (T*)inputs[own].Address;
        grains._second = (T*)inputs[own + 1].Address;
        grains._third = inputs.Length > own + 2 ? (T*)inputs[own + 2].Address : null;
        if (work != ChannelWork.Affine)
        {
            grains._firstOut = (T*)outputs[1].Address;
            grains._secondOut = (T*)outputs[2].Address;
        }

        grains._perGrain = Math.Max(1, GrainElements / Math.Max(1, grains._images * grains._pixels));
        Workers.Run((grains._channels + grains._perGrain - 1) / grains._perGrain, in grains);
    }

    public readonly void Run(long grain)
    {
        long last = Math.Min(_channels, (grain + 1) * _perGrain);
        for (long channel = grain * _perGrain; channel < last; channel++)
        {
            switch (_work)
            {
                case ChannelWork.Normalize:
                    Normalize(channel);
                    break;
                case ChannelWork.Gradient:
                    Gradient(channel);
                    break;
                default:
                    for (long image = 0; image < _images; image++)
                        Finish(image, channel, _first[channel], _second[channel], _third[channel]);
                    break;
            }
        }
    }

    readonly void Normalize(long channel)
    {
        double count = (double)_images * _pixels, sum = 0, squares = 0;
        for (long image = 0; image < _images; image++)
            sum += Sum(Plane(_x, image, channel));
        T mean = T.CreateTruncating(sum / count);
        for (long image = 0; image < _images; image++)
            squares += Squares(Plane(_x, image, channel), mean);
        double variance = squares / count;
        T scale = T.CreateTruncating(double.CreateTruncating(_first[channel]) / Math.Sqrt(variance + _epsilon));
        for (long image = 0; image < _images; image++)
            Finish(image, channel, mean, scale, _second[channel]);
        _firstOut[channel] = mean;
        _secondOut[channel] = T.CreateTruncating(variance);
    }

    // Inputs after x and g: γ, mean, variance. Outputs after that of x: those of γ and β.
    readonly void Gradient(long channel)
    {
        double count = (double)_images * _pixels, sum = 0, products = 0;
        T mean = _second[channel];
        for (long image = 0; image < _images; image++)
        {
            (double part, double product) = Products(Plane(_g, image, channel), Plane(_x, image, channel), mean);
            sum += part;
            products += product;
        }

        double inverse = 1 / Math.Sqrt(double.CreateTruncating(_third[channel]) + _epsilon);
        double scale = double.CreateTruncating(_first[channel]) * inverse, along = -scale * inverse * inverse * products / count, shift = -scale * sum / count;
        for (long image = 0; image < _images; image++)
            Combine(Plane(_g, image, channel), Plane(_x, image, channel), Plane(_y, image, channel), mean, T.CreateTruncating(scale), T.CreateTruncating(along), T.CreateTruncating(shift));
        _firstOut[channel] = T.CreateTruncating(products * inverse);
        _secondOut[channel] = T.CreateTruncating(sum);
    }

    readonly void Finish(long image, long channel, T center, T scale, T shift)
    {
        Affine(Plane(_x, image, channel), Plane(_y, image, channel), center, scale, shift);
        if (_epilogue is null)
            return;
        long first = ((image * _channels) + channel) * _pixels;
        _epilogue.Run(first, first + _pixels);
    }

    readonly T* Plane(T* tensor, long image, long channel) => tensor + (((image * _channels) + channel) * _pixels);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    readonly double Sum(T* x)
    {
        L a = L.Constant(0), b = a, c = a, d = a;
        long i = 0;
        for (; i <= _pixels - (4 * L.Count); i += 4 * L.Count)
        {
            a += L.Load(x + i);
            b += L.Load(x + i + L.Count);
            c += L.Load(x + i + (2 * L.Count));
            d += L.Load(x + i + (3 * L.Count));
        }

        for (; i <= _pixels - L.Count; i += L.Count)
            a += L.Load(x + i);
        if (i < _pixels)
            b += LaneRest.Load<L, T>(x + i, _pixels - i, T.Zero);
        return double.CreateTruncating(L.Sum(a + b + (c + d)));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    readonly double Squares(T* x, T mean)
    {
        L center = L.Broadcast(mean), a = L.Constant(0), b = a, c = a, d = a;
        long i = 0;
        for (; i <= _pixels - (4 * L.Count); i += 4 * L.Count)
        {
            L p = L.Load(x + i) - center, q = L.Load(x + i + L.Count) - center, r = L.Load(x + i + (2 * L.Count)) - center, s = L.Load(x + i + (3 * L.Count)) - center;
            a = L.MultiplyAdd(p, p, a);
            b = L.MultiplyAdd(q, q, b);
            c = L.MultiplyAdd(r, r, c);
            d = L.MultiplyAdd(s, s, d);
        }

        for (; i <= _pixels - L.Count; i += L.Count)
        {
            L p = L.Load(x + i) - center;
            a = L.MultiplyAdd(p, p, a);
        }

        if (i < _pixels)
        {
            L p = LaneRest.Load<L, T>(x + i, _pixels - i, mean) - center;
            b = L.MultiplyAdd(p, p, b);
        }

        return double.CreateTruncating(L.Sum(a + b + (c + d)));
    }

    /// <summary>Σ g and Σ g·(x − mean) of a plane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    readonly (double Sum, double Products) Products(T* g, T* x, T mean)
    {
        L center = L.Broadcast(mean), a = L.Constant(0), b = a, c = a, d = a;
        long i = 0;
        for (; i <= _pixels - (2 * L.Count); i += 2 * L.Count)
        {
            L p = L.Load(g + i), q = L.Load(g + i + L.Count);
            a += p;
            b += q;
            c = L.MultiplyAdd(p, L.Load(x + i) - center, c);
            d = L.MultiplyAdd(q, L.Load(x + i + L.Count) - center, d);
        }

        for (; i <= _pixels - L.Count; i += L.Count)
        {
            L p = L.Load(g + i);
            a += p;
            c = L.MultiplyAdd(p, L.Load(x + i) - center, c);
        }

        if (i < _pixels)
        {
            L p = LaneRest.Load<L, T>(g + i, _pixels - i, T.Zero);
            b += p;
            d = L.MultiplyAdd(p, LaneRest.Load<L, T>(x + i, _pixels - i, mean) - center, d);
        }

        return (double.CreateTruncating(L.Sum(a + b)), double.CreateTruncating(L.Sum(c + d)));
    }

    /// <summary>y = (x − center) · scale + shift.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    readonly void Affine(T* x, T* y, T center, T scale, T shift)
    {
        L c = L.Broadcast(center), s = L.Broadcast(scale), h = L.Broadcast(shift);
        long i = 0;
        for (; i <= _pixels - L.Count; i += L.Count)
            L.Store(y + i, L.MultiplyAdd(L.Load(x + i) - c, s, h));
        if (i < _pixels)
            LaneRest.Store(y + i, _pixels - i, L.MultiplyAdd(LaneRest.Load<L, T>(x + i, _pixels - i, T.Zero) - c, s, h));
    }

    /// <summary>y = scale · g + along · (x − center) + shift.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    readonly void Combine(T* g, T* x, T* y, T center, T scale, T along, T shift)
    {
        L c = L.Broadcast(center), s = L.Broadcast(scale), a = L.Broadcast(along), h = L.Broadcast(shift);
        long i = 0;
        for (; i <= _pixels - L.Count; i += L.Count)
            L.Store(y + i, L.MultiplyAdd(L.Load(g + i), s, L.MultiplyAdd(L.Load(x + i) - c, a, h)));
        if (i < _pixels)
        {
            L rest = L.MultiplyAdd(LaneRest.Load<L, T>(x + i, _pixels - i, T.Zero) - c, a, h);
            LaneRest.Store(y + i, _pixels - i, L.MultiplyAdd(LaneRest.Load<L, T>(g + i, _pixels - i, T.Zero), s, rest));
        }
    }
}
