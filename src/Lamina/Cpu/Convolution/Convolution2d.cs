using System.Numerics;
using Lamina.Cpu.Convolution.ChannelsLast;
using Lamina.Cpu.Convolution.Winograd;
using Lamina.Cpu.Products;

namespace Lamina.Cpu.Convolution;

/// <summary>Two-dimensional convolution of contiguous images [batch, channels, height, width], and its gradients, for float and double.</summary>
/// <remarks>
/// Order of sums, the same for any number of threads. Forward: terms in the order (kernel line, kernel column, channel),
/// cut into blocks of at most 384 by their number alone; each block is one chain of fused multiply-adds from zero, blocks
/// are added in order, then the bias. Gradient of the input: likewise over (kernel line, kernel column, out channel),
/// for the taps that reach the pixel. Gradient of the weights: see <see cref="ConvWeightGrains{TLane, TVector, T}"/>.
/// Other ways go 3×3 kernels (<see cref="WinogradConvolution"/>), strides and small pictures (<see cref="ChannelsLastConvolution"/>) and many weights on small
/// pictures (<see cref="ConvPatches"/>): which one, sizes and tier alone decide.
/// Padding takes part in the sums as zeros, so a weight that is not finite shows at the border too (but not where images stand side by side).
/// Operands and results must not overlap.
/// </remarks>
internal static unsafe class Convolution2d
{
    /// <summary>output = input ⋆ weights + bias; <c>bias</c> is null or one number for each out channel.</summary>
    public static void Forward<T>(in ConvGeometry g, T* input, T* weights, T* bias, T* output)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float) && WinogradConvolution.Serve(g))
        {
            WinogradConvolution.Forward(g, (float*)input, (float*)weights, (float*)bias, (float*)output);
            return;
        }

        if (ChannelsLastConvolution.Serve(g))
        {
            ChannelsLastConvolution.Forward(g, input, weights, bias, output);
            return;
        }

        if (ConvPatches.Serve(g, ConvPatches.ForwardPays))
        {
            ConvPatches.Forward(g, input, weights, bias, output);
            return;
        }

        int taps = checked((int)g.Taps);
        ConvTap* tap = (ConvTap*)Scratch.Get(ScratchSlot.ConvTaps, taps * (sizeof(ConvTap) + sizeof(ConvPhase)));
        ConvPhase* phase = (ConvPhase*)(tap + taps);
        ConvPass<T> pass = default;
        pass.Batch = g.Batch;
        pass.Groups = g.Groups;
        pass.Rows = g.OutChannelsOfGroup;
        pass.Channels = g.InChannelsOfGroup;
        pass.Taps = taps;
        pass.Tap = tap;
        pass.Planes = PlanesOf<T>(
            g, tap, phase,
            ConvPlanes<T>.ByColumnPays(g.OutChannelsOfGroup, g.Taps * g.InChannelsOfGroup, g.KernelHeight, g.OutWidth, (g.KernelWidth - 1) * g.DilationWidth / g.StrideWidth));
        pass.Source = input;
        pass.Target = output;
        (pass.Lines, pass.Columns) = (g.OutHeight, g.OutWidth);
        (pass.LineStep, pass.ColumnStep) = (g.OutWidth, 1);
        pass.ChannelStep = g.OutHeight * g.OutWidth;
        pass.ImageStep = g.OutChannels * pass.ChannelStep;
        pass.Bias = bias;
        ConvWeightPacking.ForForward(g, weights, &pass);
        Run(&pass);
    }

    /// <summary>
    /// Lists the taps of the kernel in order, and the phases they read, and describes the input's planes. With
    /// <paramref name="byColumn"/>, each column of the kernel has a plane of its own, as wide as the output.
    /// </summary>
    internal static ConvPlanes<T> PlanesOf<T>(in ConvGeometry g, ConvTap* tap, ConvPhase* phase, bool byColumn)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ConvPlanes<T> planes = default;
        (planes.SourceHeight, planes.SourceWidth) = (g.InHeight, g.InWidth);
        (planes.Top, planes.Left) = (g.PadTop, g.PadLeft);
        (planes.StrideHeight, planes.StrideWidth) = (g.StrideHeight, g.StrideWidth);
        planes.Phase = phase;
        for (long y = 0; y < g.KernelHeight; y++)
            for (long x = 0; x < g.KernelWidth; x++)
            {
                (long line, long phaseLine) = Math.DivRem(y * g.DilationHeight, g.StrideHeight);
                (long column, long phaseColumn) = byColumn ? (0, x * g.DilationWidth) : Math.DivRem(x * g.DilationWidth, g.StrideWidth);
                long index = y * g.KernelWidth + x;
                tap[index] = new ConvTap(index, planes.PhaseAt(phaseLine, phaseColumn), line, column);
            }
        return planes;
    }

    /// <summary>Gradient of the input: the transposed convolution of the output's gradient. Every element of <c>inputGradient</c> is written.</summary>
    public static void InputGradient<T>(in ConvGeometry g, T* outputGradient, T* weights, T* inputGradient)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float) && WinogradConvolution.ServeInputGradient(g))
        {
            WinogradConvolution.InputGradient(g, (float*)outputGradient, (float*)weights, (float*)inputGradient);
            return;
        }

        if (ChannelsLastConvolution.ServeInputGradient(g))
        {
            ChannelsLastConvolution.InputGradient(g, outputGradient, weights, inputGradient);
            return;
        }

        if (ConvPatches.ServeInputGradient(g))
        {
            ConvPatches.InputGradient(g, outputGradient, weights, inputGradient);
            return;
        }

        ConvTap* tap = (ConvTap*)Scratch.Get(ScratchSlot.ConvTaps, g.Taps * (sizeof(ConvTap) + sizeof(ConvPhase)));
        // Input lines y = i · stride + firstLine are reached by the same taps for all i.
        for (long firstLine = 0; firstLine < Math.Min(g.StrideHeight, g.InHeight); firstLine++)
            for (long firstColumn = 0; firstColumn < Math.Min(g.StrideWidth, g.InWidth); firstColumn++)
                InputGradientOfPhase(g, outputGradient, weights, inputGradient, firstLine, firstColumn, tap);
    }

    static void InputGradientOfPhase<T>(
        in ConvGeometry g, T* outputGradient, T* weights, T* inputGradient, long firstLine, long firstColumn, ConvTap* tap)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ConvPass<T> pass = default;
        pass.Planes.Phase = (ConvPhase*)(tap + g.Taps);
        long top = long.MaxValue, left = long.MaxValue, right = long.MinValue, bottom = long.MinValue;
        for (long y = 0; y < g.KernelHeight; y++)
            for (long x = 0; x < g.KernelWidth; x++)
            {
                long line = firstLine + g.PadTop - y * g.DilationHeight;
                long column = firstColumn + g.PadLeft - x * g.DilationWidth;
                if (line % g.StrideHeight != 0 || column % g.StrideWidth != 0)
                    continue;
                line /= g.StrideHeight;
                column /= g.StrideWidth;
                (top, left) = (Math.Min(top, line), Math.Min(left, column));
                (bottom, right) = (Math.Max(bottom, line), Math.Max(right, column));
                tap[pass.Taps++] = new ConvTap(y * g.KernelWidth + x, 0, line, column);
            }
        pass.Columns = (g.InWidth - firstColumn + g.StrideWidth - 1) / g.StrideWidth;
        bool byColumn = g.StrideWidth == 1 && pass.Taps > 0
            && ConvPlanes<T>.ByColumnPays(g.InChannelsOfGroup, pass.Taps * g.OutChannelsOfGroup, bottom - top + 1, pass.Columns, right - left);
        for (int t = 0; t < pass.Taps; t++)
        {
            long column = tap[t].Column - left;
            tap[t] = new ConvTap(tap[t].Index, pass.Planes.PhaseAt(0, byColumn ? column : 0), tap[t].Line - top, byColumn ? 0 : column);
        }
        pass.Batch = g.Batch;
        pass.Groups = g.Groups;
        pass.Rows = g.InChannelsOfGroup;
        pass.Channels = g.OutChannelsOfGroup;
        pass.Tap = tap;
        pass.Source = outputGradient;
        (pass.Planes.SourceHeight, pass.Planes.SourceWidth) = (g.OutHeight, g.OutWidth);
        (pass.Planes.Top, pass.Planes.Left) = pass.Taps == 0 ? (0, 0) : (-top, -left);
        (pass.Planes.StrideHeight, pass.Planes.StrideWidth) = (1, 1);
        pass.Target = inputGradient + firstLine * g.InWidth + firstColumn;
        pass.Lines = (g.InHeight - firstLine + g.StrideHeight - 1) / g.StrideHeight;
        (pass.LineStep, pass.ColumnStep) = (g.StrideHeight * g.InWidth, g.StrideWidth);
        pass.ChannelStep = g.InHeight * g.InWidth;
        pass.ImageStep = g.InChannels * pass.ChannelStep;
        ConvWeightPacking.ForInputGradient(g, weights, &pass);
        Run(&pass);
    }

    /// <summary>Gradient of the weights. Every element of <c>weightGradient</c> is written; zeros for an empty batch.</summary>
    public static void WeightGradient<T>(in ConvGeometry g, T* input, T* outputGradient, T* weightGradient)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float) && WinogradConvolution.ServeWeightGradient(g))
        {
            WinogradGradient.Run(g, (float*)input, (float*)outputGradient, (float*)weightGradient);
            return;
        }

        if (ChannelsLastConvolution.ServeWeightGradient(g))
        {
            ChannelsLastConvolution.WeightGradient(g, input, outputGradient, weightGradient);
            return;
        }

        if (ConvPatches.Serve(g, ConvPatches.WeightGradientPays))
        {
            ConvPatches.WeightGradient(g, input, outputGradient, weightGradient);
            return;
        }

        TileLanes.Run<Weights<T>, T>(new(g, input, outputGradient, weightGradient));
    }

    /// <summary>
    /// Gradient of the bias: for each out channel the sum of the output's gradient. Lanes sum their pixels image by image,
    /// in order; then the lanes are added, halving.
    /// </summary>
    public static void BiasGradient<T>(in ConvGeometry g, T* outputGradient, T* biasGradient)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => TileLanes.Run<Biases<T>, T>(new(g, outputGradient, biasGradient));

    static void Run<T>(ConvPass<T>* pass)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => TileLanes.Run<Pass<T>, T>(new(pass));

    readonly struct Pass<T>(ConvPass<T>* pass) : ITileKernel<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public void Run<TLane, TVector>()
            where TLane : struct, ITileLane<TVector, T>
            where TVector : struct => ConvPassGrains<TLane, TVector, T>.RunPass(pass);
    }

    readonly struct Weights<T>(ConvGeometry g, T* input, T* outputGradient, T* weightGradient) : ITileKernel<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public void Run<TLane, TVector>()
            where TLane : struct, ITileLane<TVector, T>
            where TVector : struct => ConvWeightGrains<TLane, TVector, T>.RunAll(g, input, outputGradient, weightGradient);
    }

    readonly struct Biases<T>(ConvGeometry g, T* outputGradient, T* biasGradient) : ITileKernel<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public void Run<TLane, TVector>()
            where TLane : struct, ITileLane<TVector, T>
            where TVector : struct => ConvBiasGrains<TLane, TVector, T>.RunAll(g, outputGradient, biasGradient);
    }
}
