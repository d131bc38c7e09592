using System.Numerics;
using System.Runtime.CompilerServices;
using Lamina.Cpu.Products;

namespace Lamina.Cpu.Convolution;

/// <summary>Sums the output's gradient over batch and pixels. A grain is one channel.</summary>
internal readonly unsafe struct ConvBiasGrains<TLane, TVector, T>(T* gradient, T* sums, long batch, long channels, long pixels) : IGrains
    where TLane : struct, ITileLane<TVector, T>
    where TVector : struct
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static void RunAll(in ConvGeometry g, T* gradient, T* sums)
    {
        ConvBiasGrains<TLane, TVector, T> grains = new(gradient, sums, g.Batch, g.OutChannels, g.OutHeight * g.OutWidth);
        if (g.Batch * g.OutChannels * g.OutHeight * g.OutWidth < 1 << 16)
            for (long channel = 0; channel < g.OutChannels; channel++)
                grains.Run(channel);
        else
            Workers.Run(g.OutChannels, grains);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(long grain)
    {
        int lanes = TLane.Count;
        TVector s0 = default, s1 = default, s2 = default, s3 = default;
        for (long image = 0; image < batch; image++)
        {
            T* from = gradient + (image * channels + grain) * pixels;
            long i = 0;
            for (; i <= pixels - 4 * lanes; i += 4 * lanes)
            {
                s0 = TLane.Add(s0, TLane.Load(from + i));
                s1 = TLane.Add(s1, TLane.Load(from + i + lanes));
                s2 = TLane.Add(s2, TLane.Load(from + i + 2 * lanes));
                s3 = TLane.Add(s3, TLane.Load(from + i + 3 * lanes));
            }
            for (; i < pixels; i += lanes)
                s0 = TLane.Add(s0, TLane.LoadMasked(from + i, TLane.Mask((int)Math.Min(lanes, pixels - i))));
        }
        sums[grain] = TLane.Sum(TLane.Add(TLane.Add(s0, s1), TLane.Add(s2, s3)));
    }
}
