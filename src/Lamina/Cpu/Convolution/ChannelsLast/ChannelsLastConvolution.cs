using System.Numerics;
using Lamina.Cpu.Products;

namespace Lamina.Cpu.Convolution.ChannelsLast;

/// <summary>
/// Convolution as matrix products of images that stand channels last: what a line of the kernel sees of a line of the image lies side by side there, so the tiles
/// of the product read it in place, at any stride. Images are turned on the way in and out.
/// </summary>
/// <remarks>
/// Order of sums. Forward: terms in the order (kernel line, kernel column, channel), cut into chains of at most 512 by their number alone; each chain is one of
/// fused multiply-adds from zero, the bias joins the first, chains are added in order. Gradient of the input: likewise, kernel lines and columns from the last
/// to the first; of fewer than 16 channels one chain of at most 1024, without the border. Gradient of the weights: pixels in order, cut into chains of at most
/// 128, added in order in each part of the batch; then the parts. All cuts are made by sizes and SIMD width alone.
/// </remarks>
internal static unsafe class ChannelsLastConvolution
{
    /// <summary>Weights from which turning them costs more than is gained. Measured, as what follows.</summary>
    const long MostWeights = 1 << 19;

    /// <summary>Channels of the target from which they fill the vectors.</summary>
    const long FewestColumns = 16;

    /// <summary>Terms that may be summed in one chain where the images stand side by side.</summary>
    const long LongestChain = 1024;

    /// <summary>Whether the forward pass gains: with strides, or lines shorter than the vectors of the direct form; by sizes alone.</summary>
    public static bool Serve(in ConvGeometry g)
        => CanServe(g) && g is { Taps: > 1, InChannels: >= 16, OutChannels: >= 16 } && (g.StrideWidth > 1 || g.OutWidth < 16);

    /// <summary>Whether the gradient of the input gains, by sizes alone: not where most of what it would read is border.</summary>
    public static bool ServeInputGradient(in ConvGeometry g)
    {
        if (!CanServe(g) || g.InHeight < g.StrideHeight || g.InWidth < g.StrideWidth)
            return false;
        if (g.InChannels < FewestColumns)
            return g is { Taps: > 1, InChannels: >= 4, OutChannels: >= 8, Batch: >= 12 } && g.Batch % 16 is 0 or >= 12
                && g.OutChannels * g.Taps <= LongestChain && (g.StrideWidth > 1 || g.OutWidth < 16);
        return g.OutChannels >= 16 && (g.Taps > 1 || g.StrideWidth > 1) && g.InHeight * g.InWidth <= 2 * g.OutHeight * g.OutWidth * g.StrideHeight * g.StrideWidth;
    }

    /// <summary>Whether the gradient of the weights gains: a line of the kernel fills vectors, or lines are too short for lanes of pixels; by sizes alone.</summary>
    public static bool ServeWeightGradient(in ConvGeometry g)
        => CanServe(g) && g.Taps > 1 && g.KernelWidth * g.InChannels >= 24 && g.OutChannels >= 8 && (g.InChannels >= 16 || g.OutWidth < 16);

    // One pixel is a plain product where it stands.
    static bool CanServe(in ConvGeometry g)
        => g is { Groups: 1, DilationHeight: 1, DilationWidth: 1, Batch: > 0, OutHeight: > 0, OutWidth: > 0 }
        && g.OutHeight * g.OutWidth > 1 && g.InChannels * g.OutChannels * g.Taps < MostWeights;

    public static void Forward<T>(in ConvGeometry g, T* input, T* weights, T* bias, T* output)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        LastCall<T> call = default;
        (call.Last.Channels, call.Rows) = (g.InChannels, g.OutChannels);
        (call.Last.FirstLine, call.Last.FirstColumn) = (-g.PadTop, -g.PadLeft);
        (call.Last.Lines, call.Last.Columns) = (((g.OutHeight - 1) * g.StrideHeight) + g.KernelHeight, ((g.OutWidth - 1) * g.StrideWidth) + g.KernelWidth);
        (call.SourceLineStep, call.SourceColumnStep) = (g.StrideHeight, g.StrideWidth);
        (call.TargetLineStep, call.TargetColumnStep) = (1, 1);
        (call.TargetLines, call.TargetColumns) = (g.OutHeight, g.OutWidth);
        call.Source = input;
        (call.SourceLines, call.SourceColumns) = (g.InHeight, g.InWidth);
        call.Target = output;
        call.Images = g.Batch;
        call.Phases = (LastPhase*)Scratch.Get(ScratchSlot.ConvTaps, sizeof(LastPhase) + (g.Taps * sizeof(LastTap)));
        call.PhaseCount = 1;
        *call.Phases = new LastPhase { Lines = g.OutHeight, Columns = g.OutWidth, KernelLines = g.KernelHeight, KernelColumns = g.KernelWidth };
        LastTap* places = (LastTap*)(call.Phases + 1);
        for (int t = 0; t < g.Taps; t++)
            places[t] = new LastTap { Ordinal = t };
        TileLanes.Run<LastPass<T>, T>(new(&call, weights, bias, places, (int)g.Taps, turned: false));
    }

    public static void InputGradient<T>(in ConvGeometry g, T* outputGradient, T* weights, T* inputGradient)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        LastCall<T> call = default;
        (call.Last.Channels, call.Rows) = (g.OutChannels, g.InChannels);
        (call.SourceLineStep, call.SourceColumnStep) = (1, 1);
        (call.TargetLineStep, call.TargetColumnStep) = (g.StrideHeight, g.StrideWidth);
        (call.TargetLines, call.TargetColumns) = (g.InHeight, g.InWidth);
        call.Source = outputGradient;
        (call.SourceLines, call.SourceColumns) = (g.OutHeight, g.OutWidth);
        call.Target = inputGradient;
        call.Images = g.Batch;
        call.PhaseCount = checked((int)(g.StrideHeight * g.StrideWidth));
        call.Phases = (LastPhase*)Scratch.Get(ScratchSlot.ConvTaps, ((long)call.PhaseCount * sizeof(LastPhase)) + (g.Taps * sizeof(LastTap)));
        LastTap* places = (LastTap*)(call.Phases + call.PhaseCount);
        long top = long.MaxValue, left = long.MaxValue, bottom = long.MinValue, right = long.MinValue;
        for (long line = 0; line < g.StrideHeight; line++)
            for (long column = 0; column < g.StrideWidth; column++)
            {
                LastReach lines = new(line, g.KernelHeight, g.StrideHeight, g.PadTop, g.InHeight), columns = new(column, g.KernelWidth, g.StrideWidth, g.PadLeft, g.InWidth);
                int phase = (int)((line * g.StrideWidth) + column);
                call.Phases[phase] = new LastPhase
                {
                    FirstLine = line,
                    FirstColumn = column,
                    Lines = lines.Pixels,
                    Columns = columns.Pixels,
                    SourceLine = lines.First,
                    SourceColumn = columns.First,
                    KernelLines = columns.Taps == 0 ? 0 : lines.Taps,
                    KernelColumns = lines.Taps == 0 ? 0 : columns.Taps,
                };
                if (lines.Taps == 0 || columns.Taps == 0)
                    continue;
                (top, bottom) = (Math.Min(top, lines.First), Math.Max(bottom, lines.First + lines.Pixels + lines.Taps - 1));
                (left, right) = (Math.Min(left, columns.First), Math.Max(right, columns.First + columns.Pixels + columns.Taps - 1));
                for (long y = 0; y < lines.Taps; y++)
                    for (long x = 0; x < columns.Taps; x++)
                        places[((lines.FinalTap - (y * g.StrideHeight)) * g.KernelWidth) + columns.FinalTap - (x * g.StrideWidth)] = new LastTap { Phase = phase, Ordinal = (int)((y * columns.Taps) + x) };
            }

        (call.Last.FirstLine, call.Last.FirstColumn) = (top, left);
        (call.Last.Lines, call.Last.Columns) = (bottom - top, right - left);
        for (int i = 0; i < call.PhaseCount; i++)
            if (call.Phases[i].KernelLines > 0)
            {
                call.Phases[i].SourceLine -= top;
                call.Phases[i].SourceColumn -= left;
            }
            else
                (call.Phases[i].SourceLine, call.Phases[i].SourceColumn) = (0, 0);
        if (g.InChannels < FewestColumns)
            TileLanes.Run<LanePass<T>, T>(new(&call, weights, places, (int)g.Taps));
        else
            TileLanes.Run<LastPass<T>, T>(new(&call, weights, null, places, (int)g.Taps, turned: true));
    }

    /// <summary>Gradient of the weights. Every element of <c>weightGradient</c> is written.</summary>
    public static void WeightGradient<T>(in ConvGeometry g, T* input, T* outputGradient, T* weightGradient)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => TileLanes.Run<LastGradient<T>, T>(new(g, input, outputGradient, weightGradient));
}
