using System.Numerics;
using Lamina.Cpu.Products;

namespace Lamina.Cpu.Convolution.ChannelsLast;

/// <summary>Brings one channel of all images to [line, column, channel, image].</summary>
internal readonly unsafe struct LaneImageGrains<T>(LastCall<T>* call, T* images, long pitch) : IGrains
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public void Run(long channel)
    {
        long pixels = call->SourceLines * call->SourceColumns, channels = call->Last.Channels;
        T* to = images + (channel * pitch);
        Transposition.Run(call->Source + (channel * pixels), channels * pixels, call->Images, pixels, to, channels * pitch);
        if (call->Images < pitch)
            for (long pixel = 0; pixel < pixels; pixel++)
                new Span<T>(to + (pixel * channels * pitch) + call->Images, (int)(pitch - call->Images)).Clear();
    }
}
