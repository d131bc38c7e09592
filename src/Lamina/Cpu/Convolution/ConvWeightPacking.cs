using System.Numerics;
using System.Runtime.CompilerServices;
using Lamina.Cpu.Products;

namespace Lamina.Cpu.Convolution;

/// <summary>Brings weights into the order in which a <see cref="ConvPass{T}"/> sums: [row, tap, channel].</summary>
internal static unsafe class ConvWeightPacking
{
    /// <summary>Rows of target channels packed by one grain.</summary>
    const long RowsOfGrain = 16;

    public static void ForForward<T>(in ConvGeometry g, T* weights, ConvPass<T>* pass)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (g.Taps == 1 || g.InChannelsOfGroup == 1)
        {
            // The two orders are the same.
            pass->Weights = weights;
            pass->WeightPitch = pass->Depth;
            return;
        }
        T* packed = Allocate(pass);
        Run(new Forward<T>(weights, packed, pass->WeightPitch, g.OutChannels, g.InChannelsOfGroup, g.Taps), g.OutChannels, pass->Depth);
    }

    public static void ForInputGradient<T>(in ConvGeometry g, T* weights, ConvPass<T>* pass)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T* packed = Allocate(pass);
        Run(new InputGradient<T>(weights, packed, pass, g.Taps), g.InChannels, pass->Depth);
    }

    static void Run<TGrains>(TGrains grains, long rows, long depth)
        where TGrains : struct, IGrains
    {
        long count = (rows + RowsOfGrain - 1) / RowsOfGrain;
        // Below some ten thousand numbers a second thread does not pay.
        if (rows * depth < 1 << 15)
            for (long i = 0; i < count; i++)
                grains.Run(i);
        else
            Workers.Run(count, grains);
    }

    static T* Allocate<T>(ConvPass<T>* pass)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        pass->WeightPitch = pass->Depth;
        // Rows a multiple of a kilobyte apart fight for the same cache sets.
        if ((pass->WeightPitch * sizeof(T) & 1023) == 0)
            pass->WeightPitch += 64 / sizeof(T);
        return pass->Weights = (T*)Scratch.Get(ScratchSlot.ConvShared, pass->Groups * pass->Rows * pass->WeightPitch * sizeof(T));
    }

    readonly struct Forward<T>(T* weights, T* packed, long pitch, long rows, long channels, long taps) : IGrains
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public void Run(long grain)
        {
            long end = Math.Min(rows, (grain + 1) * RowsOfGrain);
            for (long row = grain * RowsOfGrain; row < end; row++)
                Packing.Pack(weights + row * channels * taps, taps, 1, (int)channels, taps, packed + row * pitch, (int)channels);
        }
    }

    /// <summary>Rows are in channels; the sum runs over the taps of the pass and the out channels of the group.</summary>
    readonly struct InputGradient<T>(T* weights, T* packed, ConvPass<T>* pass, long taps) : IGrains
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run(long grain)
        {
            long end = Math.Min(pass->Groups * pass->Rows, (grain + 1) * RowsOfGrain);
            for (long row = grain * RowsOfGrain; row < end;)
            {
                (long group, long channel) = Math.DivRem(row, pass->Rows);
                long count = Math.Min(end - row, pass->Rows - channel);
                for (long o = 0; o < pass->Channels; o++)
                {
                    T* from = weights + ((group * pass->Channels + o) * pass->Rows + channel) * taps;
                    for (long r = 0; r < count; r++)
                    {
                        T* to = packed + (row + r) * pass->WeightPitch + o;
                        for (int t = 0; t < pass->Taps; t++)
                            to[t * pass->Channels] = from[r * taps + pass->Tap[t].Index];
                    }
                }
                row += count;
            }
        }
    }
}
